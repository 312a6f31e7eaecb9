import type { DriftEvent, DriftType } from '../../drift/event.ts';
import { moreEvent } from '../../drift/unnamed-subjects.ts';

/** So many subjects of one control and one kind of change are named; the rest are counted. */
const named = 1_000;

export interface DriftList {
  add(event: DriftEvent | null): void;
  events(): readonly DriftEvent[];
}

/** The changes of one control. When a whole company changes at once, the message stays one that can be read. */
export function drifts(run: string, control: string): DriftList {
  const listed: DriftEvent[] = [];
  const counts = new Map<DriftType, number>();
  return {
    add(event) {
      if (!event) return;
      const count = (counts.get(event.type) ?? 0) + 1;
      counts.set(event.type, count);
      if (count <= named) listed.push(event);
    },
    events() {
      const more = [...counts].filter(([, count]) => count > named);
      return [...listed, ...more.map(([type, count]) => moreEvent(run, control, type, count - named))];
    },
  };
}
