import en from 'zod/v4/locales/en.js';

/**
 * Zod's own words for what is wrong with a value. `zod/mini` comes without them and says "Invalid input" of everything;
 * so this is given to each parse whose faults somebody reads and whose schema has not a message for all of them.
 */
export const withMessages = { error: en().localeError };
