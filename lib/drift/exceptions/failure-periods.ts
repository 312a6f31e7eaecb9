/** Nights in a row that say the same of a subject, or of a control as a whole. By their places among the nights. */
export interface Look {
  readonly from: number;
  readonly to: number;
  /** `gone`: judged, and the subject was not there. Nights that say nothing have no look. */
  readonly state: 'good' | 'fail' | 'unknown' | 'gone';
  /** How many of these nights say so; between them may lie some that say nothing. */
  readonly nights: number;
  /** Of an unknown one: whether it was failing when it was last seen. */
  readonly failing?: boolean;
}

/** How something bad came to its end. `failed`: what could not be decided turned out to fail. */
export interface Ending {
  readonly how: 'passed' | 'gone' | 'failed';
  /** The first night that shows it. */
  readonly night: number;
}

/** Nights on which something failed or could not be decided, from the first to the last. */
export interface FailurePeriod {
  readonly kind: 'fail' | 'unknown';
  /** The last night before it that passed; null when none in the period did, or it was not there in between. */
  readonly lastGood: number | null;
  readonly firstBad: number;
  /** The last night that showed it. */
  readonly lastBad: number;
  /** Null when it was not over by the end. */
  readonly over: Ending | null;
  /** Nights that showed it; fewer than lie between when some of them could not tell. */
  readonly nights: number;
}

/** A failure period with what was seen in it. */
export interface PeriodWithLooks<Own extends Look> {
  readonly period: FailurePeriod;
  /** The looks that it consists of, those included that could not tell. */
  readonly looks: readonly Own[];
}

/** The night that first showed a pass again; null when none did. */
export function firstGood({ over }: Pick<FailurePeriod, 'over'>): number | null {
  return over?.how === 'passed' ? over.night : null;
}

/**
 * Every failure, and everything that could not be decided outside of one, in order of the first night. Only a pass ends a
 * failure, or that its subject is not there any more: a night that could not tell does not.
 */
export function failurePeriodsOf<Own extends Look>(looks: Iterable<Own>): PeriodWithLooks<Own>[] {
  const found: PeriodWithLooks<Own>[] = [];
  let open: Open<Own> | null = null;
  let lastGood: number | null = null;
  const close = (over: Ending | null): void => {
    if (open) found.push(closed(open, over));
    open = null;
  };
  for (const look of looks) {
    const { from, to, state } = look;
    if (state === 'good' || state === 'gone') {
      close({ how: state === 'good' ? 'passed' : 'gone', night: from });
      lastGood = state === 'good' ? to : null;
      continue;
    }
    const kind = state === 'fail' || look.failing ? 'fail' : 'unknown';
    if (open?.kind === 'unknown' && kind === 'fail') close({ how: 'failed', night: from });
    open ??= { kind, lastGood, looks: [] };
    open.looks.push(look);
  }
  close(null);
  return found;
}

interface Open<Own extends Look> {
  readonly kind: FailurePeriod['kind'];
  readonly lastGood: number | null;
  readonly looks: Own[];
}

function closed<Own extends Look>(
  { kind, lastGood, looks }: Open<Own>,
  over: Ending | null,
): PeriodWithLooks<Own> {
  const showing = looks.filter(({ state }) => state === kind);
  const first = looks[0]?.from ?? 0;
  const lastBad = (showing.at(-1) ?? looks.at(-1))?.to ?? first;
  const nights = showing.reduce((sum, look) => sum + look.nights, 0);
  return { period: { kind, lastGood, firstBad: first, lastBad, over, nights }, looks };
}
