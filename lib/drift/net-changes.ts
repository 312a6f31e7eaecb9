import { type DriftEvent, driftEvent } from './event.ts';

/**
 * What several runs changed in all: one event per subject, from what it was at the start to what it is at the end, and
 * none when it came back. `run` is the last of them; `steps` are their events in order.
 */
export function netChanges(run: string, steps: readonly DriftEvent[]): DriftEvent[] {
  const net = new Map<string, DriftEvent>();
  for (const step of steps) {
    const key = JSON.stringify([
      familyOf(step),
      step.control,
      step.path ?? step.key ?? step.subject,
      vaultOf(step),
    ]);
    const earlier = net.get(key);
    const { id: _, ...event } = step;
    net.delete(key);
    if (!earlier) net.set(key, step);
    else if (!isUndone(step, earlier.before))
      net.set(key, driftEvent(run, { ...event, before: earlier.before }));
  }
  return [...net.values()];
}

/** What is found fails its control, and may pass it later. */
function familyOf({ type }: DriftEvent): string {
  return type === 'service.found' ? 'control' : (type.split('.')[0] ?? type);
}

/** Joining and leaving are changes of one person in one vault. */
function vaultOf({ type, before, after }: DriftEvent): string | null {
  return type === 'vault.joined' ? after : type === 'vault.left' ? before : null;
}

/** Whether things are again as they were at the start, so far as anybody would ask. */
function isUndone({ type, before, after }: DriftEvent, start: string | null): boolean {
  // Several at once that are not named ("… and 12 more") are others each time.
  if (before === null && after === null) return false;
  return start === after || (isGood(type, start) && isGood(type, after));
}

/** A subject that passes, or that is not there, is none to speak of; nor is a dataset that is whole. */
function isGood(type: DriftEvent['type'], state: string | null): boolean {
  if (type.startsWith('collection.')) return state === 'complete' || state === 'empty';
  return type.startsWith('control.') && (state === 'pass' || state === null);
}
