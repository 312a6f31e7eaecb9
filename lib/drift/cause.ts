import { type Cause, type DriftEvent, driftEvent } from './event.ts';

/** What changed of one control tonight, and what would have changed by last night's standard. */
export interface Judgements {
  readonly events: readonly DriftEvent[];
  /** By last night's standard; null where that cannot be asked, because the control's own rule is another one. */
  readonly byOldStandard: readonly DriftEvent[] | null;
  /**
   * What the standard may have had a part in although the evidence alone would explain it, because the two nights did not
   * ask the same: `standard` for a subject of what is not asked any more. Default: they did.
   */
  readonly askedOtherwise?: (event: DriftEvent) => Exclude<Cause, 'evidence'> | null;
}

/**
 * Says of each change whether the evidence made it, the standard, or both. What the standard had a part in and is well
 * now has not recovered: it is judged by something else.
 */
export function withCause(run: string, { askedOtherwise, byOldStandard, events }: Judgements): DriftEvent[] {
  const old = new Map((byOldStandard ?? []).map((event) => [nameOf(event), event]));
  return events.map((event) => {
    const seeming = byOldStandard === null ? 'both' : causeOf(event, old.get(nameOf(event)));
    const cause = seeming === 'evidence' ? (askedOtherwise?.(event) ?? seeming) : seeming;
    const type =
      cause !== 'evidence' && event.type === 'control.recovered' ? 'control.redefined' : event.type;
    const { id: _, ...rest } = event;
    return driftEvent(run, { ...rest, type, cause });
  });
}

/** Without a change by the old standard, the subject would be tonight what it was last night. */
function causeOf(event: DriftEvent, old: DriftEvent | undefined): Cause {
  const unchanged = old ? old.after : event.before;
  if (unchanged === event.after) return 'evidence';
  return unchanged === event.before ? 'standard' : 'both';
}

function nameOf({ control, key, subject }: DriftEvent): string {
  return JSON.stringify([control, key ?? subject]);
}
