/**
 * What a count of the provider's own says of a list. `independent`: it was asked for by itself, so that it also tells of
 * somebody whom the list leaves out. `upper-bound`: besides, it counts what is not on the list, so that only a longer list
 * contradicts it. `paging`: it came with the list, and proves no more than that every page was read.
 * `earlier`: it is of a day that is over and was held against the list of that day: it tells of whom such a list leaves out, and
 * nothing of who is there tonight.
 */
export type TotalKind = 'independent' | 'upper-bound' | 'paging' | 'earlier';

/** One stratum of a list, such as the suspended, as it was counted and as it was listed. */
export interface Tally {
  readonly stratum: string;
  readonly counted: number;
  readonly listed: number;
}

/** A fact that accounts for a difference: the count may be so much higher (or lower) than the list because of it. */
export interface Explanation {
  readonly stratum: string;
  /** Above zero where the count may be the higher one. */
  readonly upTo: number;
  /** As the end of a sentence that begins with “because”. */
  readonly why: string;
}

/** A stratum after the facts were taken into account. */
export interface Reconciled extends Tally {
  /** Of what is counted more than listed (below zero: less), how much no fact accounts for. */
  readonly unexplained: number;
  /** The facts that account for the rest. */
  readonly because: readonly string[];
}

export interface Reconciliation {
  readonly kind: TotalKind;
  readonly strata: readonly Reconciled[];
}

/** Holds a count against a list, stratum by stratum. */
export function reconcile(
  kind: TotalKind,
  tallies: readonly Tally[],
  explanations: readonly Explanation[] = [],
): Reconciliation {
  return {
    kind,
    strata: tallies.map((tally) => {
      const own = explanations.filter(({ stratum }) => stratum === tally.stratum);
      return explained(tally, kind === 'upper-bound' ? [...own, moreIsUsual(tally)] : own);
    }),
  };
}

function moreIsUsual({ stratum }: Tally): Explanation {
  return { stratum, upTo: Number.POSITIVE_INFINITY, why: 'it counts more than the list holds' };
}

/** Facts of one direction add up; those of the other say nothing. */
function explained(tally: Tally, explanations: readonly Explanation[]): Reconciled {
  const difference = tally.counted - tally.listed;
  const direction = Math.sign(difference);
  const fitting = explanations.filter(({ upTo }) => upTo !== 0 && Math.sign(upTo) === direction);
  const most = fitting.reduce((sum, { upTo }) => sum + Math.abs(upTo), 0);
  const left = Math.max(0, Math.abs(difference) - most);
  return {
    ...tally,
    unexplained: left === 0 ? 0 : direction * left,
    because: direction === 0 ? [] : fitting.map(({ why }) => why),
  };
}

/** Whether nothing is left that no fact accounts for. */
export function addsUp({ strata }: Reconciliation): boolean {
  return strata.every(({ unexplained }) => unexplained === 0);
}

/** What a reconciliation came to, as a sentence. `what` is counted, `by` says by what. */
export function reconciledText({ kind, strata }: Reconciliation, what: string, by: string): string {
  const open = strata.filter(({ unexplained }) => unexplained !== 0);
  const shown = (open.length > 0 ? open : strata).map(tallyText).join('; ');
  const because = [...new Set(strata.flatMap((one) => one.because))];
  const facts = because.length > 0 ? `, because ${because.join(' and ')}` : '';
  const ending = kind === 'paging' ? ' It proves only that every page was read.' : '';
  if (open.length > 0) return `${by} and the list of ${what} do not agree: ${shown}.`;
  return `${by} confirms the list of ${what}: ${shown}${facts}.${ending}`;
}

function tallyText({ counted, listed, stratum }: Tally): string {
  return `${stratum}, ${counted} counted and ${listed} listed`;
}
