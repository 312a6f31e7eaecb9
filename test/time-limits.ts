/** Bounds against hanging, and nothing that a test measures: so long that no busy machine reaches them. Milliseconds. */

/** Of one test, or of what is prepared for some; `jest.config.mjs` sets it. */
export const testMs = 15 * 60_000;

/** Of something else that is waited for: that a server answers, that a browser starts or has shown a page. */
export const waitMs = 5 * 60_000;
