import type { OnePasswordDerived } from '../../../evidence/datasets/onepassword.ts';
import type { Settled } from './register.ts';
import type { Baseline } from './state.ts';

/** Since when something is known, from what, and what speaks against it. */
export function knownBy(settled: Settled, { at, by }: Baseline): OnePasswordDerived {
  const { fact, outcome } = settled;
  const uncertain = outcome === 'unknown' ? settled.why : null;
  if (!fact || !Number.isFinite(fact.at)) return { knownAt: at, knownBy: by, knownEvent: null, uncertain };
  return { knownAt: new Date(fact.at).toISOString(), knownBy: fact.by, knownEvent: fact.event, uncertain };
}
