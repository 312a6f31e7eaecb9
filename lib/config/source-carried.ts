import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { carriedName, carriedValues } from './carried.ts';
import type { Source, Span } from './source.ts';

/**
 * The file as YAML, in the functions' bundles: its values are read from what was put beside it when they were made, and
 * checked anew like any other. Where they stand is not known any more.
 */
export function readSource(text: string, file: string): Source {
  const carried = carriedValues(text, textOf(carriedName(file)));
  return {
    value: carried?.values,
    locate: () => nowhere,
    span: (start, end) => ({ ...nowhere, start, end }),
    faults: carried ? [] : [{ code: 'unreadable', span: nowhere, message: notOurs(file) }],
    usable: carried !== null,
  };
}

const nowhere: Span = { line: null, column: null, start: 0, end: 0 };

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function notOurs(file: string): string {
  const [name, beside] = [basename(file), basename(carriedName(file))];
  return `${beside} does not hold the values of this ${name} — change ${name} where it is deployed from, and deploy again`;
}
