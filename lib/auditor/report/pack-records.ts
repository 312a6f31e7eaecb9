import { changedMembers, type Members, membersOf } from './changed-members.ts';
import type { PackedHistory, RecordHistory } from './model.ts';

/**
 * A record as a row of a file of records, its later spans as the fields that changed since the one before, since most
 * nights change one; and its newest line besides.
 */
export function packRecord({ key, spans }: RecordHistory): PackedHistory {
  let before: Members | null = null;
  const packed = spans.map(({ from, to, line, request }) => {
    const found = before && changedMembers(line, before);
    before = found?.members ?? membersOf(line);
    const text = found ? `{${found.changed.join()}}` : JSON.stringify(line);
    return typeof request === 'number' ? `[${from},${to},${text},${request}]` : `[${from},${to},${text}]`;
  });
  return { row: `[${[JSON.stringify(key), ...packed].join()}]`, newest: spans.at(-1)?.line ?? '' };
}
