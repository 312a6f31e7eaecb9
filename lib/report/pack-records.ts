import { changedMembers, type Members, membersOf } from './changed-members.ts';
import type { PackedHistory, RecordHistory } from './model.ts';

/**
 * A record as a row of a file of records, its later intervals as the fields that changed since the one before, since most
 * nights change one; and its newest line and its last night besides.
 */
export function packRecord({ key, intervals }: RecordHistory): PackedHistory {
  let row = `[${JSON.stringify(key)}`;
  let line: string | null = null;
  let members: Members | null = null;
  for (const interval of intervals) {
    const { from, to, request } = interval;
    let changed = interval.changed;
    if (changed === undefined && line !== null) {
      const found = changedMembers(interval.line, members ?? membersOf(line) ?? []);
      members = found?.members ?? null;
      changed = found?.changed.join();
    } else members = null;
    line = interval.line;
    const text = changed === undefined ? JSON.stringify(line) : `{${changed}}`;
    row += typeof request === 'number' ? `,[${from},${to},${text},${request}]` : `,[${from},${to},${text}]`;
  }
  return { row: `${row}]`, newest: line ?? '', last: intervals.at(-1)?.to ?? -1 };
}
