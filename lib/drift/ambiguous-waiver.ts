import type { Who } from '../judging/control.ts';
import { type DriftEvent, driftEvent } from './event.ts';

/** A waiver that names what several subjects are called: it covers none of them. */
export function ambiguousWaiver(run: string, control: string, namesakes: readonly Who[]): DriftEvent {
  const subject = namesakes[0]?.subject ?? '';
  const keys = namesakes.map(({ key }) => key).join(' and ');
  const message = `The waiver of ${control} for ${subject} matches ${keys}, so it covers none of them. Name one by its key.`;
  return driftEvent(run, { type: 'waiver.ambiguous', control, subject, before: null, after: null, message });
}
