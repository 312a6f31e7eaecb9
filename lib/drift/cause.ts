import { type Cause, type DriftEvent, driftEvent } from './event.ts';

/** What changed of one control tonight, and what would have changed by last night's standard. */
export interface Judgements {
  readonly events: readonly DriftEvent[];
  /** By last night's standard; null where that cannot be asked, because the control's own rule is another one. */
  readonly byOldStandard: readonly DriftEvent[] | null;
}

/**
 * Says of each change whether the evidence made it, the standard, or both. What the standard had a part in and is well
 * now has not recovered: it is judged by something else.
 */
export function withCause(run: string, { byOldStandard, events }: Judgements): DriftEvent[] {
  const old = new Map((byOldStandard ?? []).map((event) => [nameOf(event), event]));
  return events.map((event) => {
    const cause = byOldStandard === null ? 'both' : causeOf(event, old.get(nameOf(event)));
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
