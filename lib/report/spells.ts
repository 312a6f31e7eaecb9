import type { NightState } from './model.ts';

/** A stretch of nights on which a control did not pass, from the first to the last. */
export interface Spell {
  readonly kind: 'fail' | 'unknown';
  readonly from: number;
  /** The last night that showed it. */
  readonly to: number;
  /** Nights that showed it; fewer than lie between when some of them could not tell. */
  readonly nights: number;
  /** The night that first showed a pass again; null when none did by the end of the period. */
  readonly recovered: number | null;
}

/**
 * Every failure from its first to its last night, and every stretch that could not be decided outside of one, in order
 * of the first night. Only a pass ends a failure: a night that is missing, unknown or not judged does not.
 */
export function spellsOf(states: readonly NightState[]): Spell[] {
  const found: Spell[] = [];
  let open: { kind: 'fail' | 'unknown'; from: number; to: number; nights: number } | null = null;
  const close = (recovered: number | null): void => {
    if (open) found.push({ ...open, recovered });
    open = null;
  };
  for (const [night, state] of states.entries()) {
    if (state === 'pass') close(night);
    else if (state === 'fail' || (state === 'unknown' && open?.kind !== 'fail')) {
      if (open?.kind === 'unknown' && state === 'fail') close(null);
      open ??= { kind: state, from: night, to: night, nights: 0 };
      open.to = night;
      open.nights++;
    }
  }
  close(null);
  return found;
}
