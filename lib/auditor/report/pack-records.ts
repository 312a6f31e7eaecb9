import type { PackedHistory, RecordHistory, RecordSpan } from './model.ts';
import type { PackedRecord } from './page-data.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A record as a row of a file of records, with its newest line besides. */
export function packedHistory(record: RecordHistory): PackedHistory {
  return { row: JSON.stringify(packRecord(record)), newest: record.spans.at(-1)?.line ?? '' };
}

/** A record with its later spans as differences, since most nights change one field. */
export function packRecord({ key, spans }: RecordHistory): readonly [string, ...PackedRecord[]] {
  let before: Fields | null = null;
  const packed = spans.map((span): PackedRecord => {
    const fields = fieldsOf(span.line);
    const changed = fields && before && difference(span.line, fields, before);
    before = fields;
    return packSpan(span, changed ?? span.line);
  });
  return [key, ...packed];
}

function packSpan({ from, to, request }: RecordSpan, text: PackedRecord[2]): PackedRecord {
  return typeof request === 'number' ? [from, to, text, request] : [from, to, text];
}

function fieldsOf(line: string): Fields | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Fields) : null;
  } catch {
    return null;
  }
}

/** The fields that changed, if putting them back as `unpackLine` does gives the very same line; else null. */
function difference(line: string, fields: Fields, before: Fields): Fields | null {
  const changed = Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => !isSame(value, before[field])),
  );
  return JSON.stringify({ ...before, ...changed }) === line ? changed : null;
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));
}
