/**
 * What collects from one provider. The build makes a function of it for each provider in the list, which holds that
 * provider's code and no other's, and one for all that are declared, which is told its provider when it is deployed:
 * `scripts/build-functions.ts` writes the entries.
 */
export { collectFunction as handlerFor } from '../lib/nightly/functions/collect.ts';
export { collectOneOf as handlerForOneOf } from '../lib/nightly/functions/collect-one-of.ts';
