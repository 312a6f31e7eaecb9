import fc from 'fast-check';

/**
 * Every test that draws anything draws from one seed, so that what is green today is green tomorrow. `npm run fuzz` gives fresh
 * ones and more runs; what it finds becomes a test of its own.
 */
export const seed = Number(process.env.EXHIBIT_SEED ?? 20261123);
const times = Number(process.env.EXHIBIT_RUNS ?? 1);

fc.configureGlobal({ seed, ...runs(100) });

/** How often a property is tried: so often in `npm test`, and so many times as often where more is asked. */
export function runs(count: number): { readonly numRuns: number } {
  return { numRuns: count * times };
}

export default fc;

/** From 0 up to 1, the same for the same start (a linear congruential generator): for tests that throw dice themselves. */
export function dice(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
