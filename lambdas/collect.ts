/**
 * What collects from one provider. The build makes a function of it for each provider in the list, which holds that
 * provider's code and no other's: `scripts/build-functions.ts` writes the entry.
 */
export { collectFunction as handlerFor } from '../lib/nightly/functions/collect.ts';
