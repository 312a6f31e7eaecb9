import fc from 'fast-check';

/**
 * Every property test draws from one seed, so that what is green today is green tomorrow. `npm run fuzz` gives fresh
 * ones and more runs; what it finds becomes a test of its own.
 */
const seed = Number(process.env.EXHIBIT_SEED ?? 20261123);
const times = Number(process.env.EXHIBIT_RUNS ?? 1);

fc.configureGlobal({ seed, ...runs(100) });

/** How often a property is tried: so often in `npm test`, and so many times as often where more is asked. */
export function runs(count: number): { readonly numRuns: number } {
  return { numRuns: count * times };
}

export default fc;
