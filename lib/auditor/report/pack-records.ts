import type { RecordHistory, RecordSpan } from './model.ts';
import { type PackedRecord, unpackLine } from './page-data.ts';

/** A record with its later spans as differences, since most nights change one field. */
export function packRecord({ key, spans }: RecordHistory): readonly [string, ...PackedRecord[]] {
  let before = '';
  const packed = spans.map((span): PackedRecord => {
    const one = packSpan(span, before);
    before = span.line;
    return one;
  });
  return [key, ...packed];
}

function packSpan({ from, to, line, request }: RecordSpan, before: string): PackedRecord {
  const changed = before === '' ? null : difference(line, before);
  const text = changed ?? line;
  return typeof request === 'number' ? [from, to, text, request] : [from, to, text];
}

/** The fields that changed, if putting them back gives the very same line; else null. */
function difference(line: string, before: string): Record<string, unknown> | null {
  try {
    const old = JSON.parse(before) as Record<string, unknown>;
    const changed = Object.fromEntries(
      Object.entries(JSON.parse(line) as Record<string, unknown>).filter(
        ([field, value]) => JSON.stringify(value) !== JSON.stringify(old[field]),
      ),
    );
    return unpackLine(changed, before) === line ? changed : null;
  } catch {
    return null;
  }
}
