import type { custom as theirs } from '../index.ts';

const left = (): never => {
  throw new Error(
    'This was deployed without controls of the company’s own under customControls:. Deploy again.',
  );
};

/** In the place of what reads expressions, in the bundles of a deployment whose configuration has none. */
export const custom: typeof theirs = { faults: left, control: left };
