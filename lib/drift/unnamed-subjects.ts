import { type DriftEvent, type DriftType, driftEvent } from './event.ts';

/** An event for those of one control and kind of change that are counted and not named. */
export function moreEvent(run: string, control: string, type: DriftType, count: number): DriftEvent {
  const message = `${count} more subjects changed in the same way; findings.ndjson names them.`;
  return driftEvent(run, {
    type,
    control,
    subject: `… and ${count} more`,
    before: null,
    after: null,
    message,
  });
}

/** How many subjects such an event stands for; null for one that names its subject. */
export function unnamedIn({ subject, before, after }: DriftEvent): number | null {
  const count = before === null && after === null ? /^… and (\d+) more$/.exec(subject ?? '')?.[1] : undefined;
  return count === undefined ? null : Number(count);
}
