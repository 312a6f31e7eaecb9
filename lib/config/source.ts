import {
  type Alias,
  type Document,
  type ErrorCode,
  LineCounter,
  parseDocument,
  visit,
  type YAMLParseError,
} from 'yaml';
import { type Excess, excessIn, keysTwice } from './bounds.ts';
import type { FaultCode } from './error.ts';
import { type Path, rangeAt, rangeOf } from './source-range.ts';
import { syntaxMessage } from './syntax-messages.ts';

/** A place in the file, from start to end. Line and column count from 1, offsets from 0. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

/** The file as YAML: its values, and where each of them stands. */
export interface Source {
  readonly value: unknown;
  /** Where a value or its key stands; for one that is missing, where the nearest thing around it begins. */
  locate(path: Path, part: 'key' | 'value'): Span;
  span(start: number, end: number): Span;
  /** What is wrong with it as YAML. */
  readonly faults: readonly { readonly code: FaultCode; readonly span: Span; readonly message: string }[];
  /** False when the faults leave no tree that could be looked at further. */
  readonly usable: boolean;
}

/** Enough for a few anchors that save typing, too few to blow a short file up into a huge one. */
const maxAliasCount = 100;

export function readSource(text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    // Pretty errors quote the file, and the file may hold a secret.
    prettyErrors: false,
    stringKeys: true,
    // It takes a time that grows with the square of the keys; `keysTwice` looks instead.
    uniqueKeys: false,
    // Not `silent`, which takes a second document for a comment.
    logLevel: 'error',
  });
  const span = (start: number, end: number): Span => {
    const { line, col } = lines.linePos(start);
    return { line: Math.max(1, line), column: Math.max(1, col), start, end };
  };
  const faults: Source['faults'][number][] = [...causes(document.errors), ...document.warnings].map(
    (error) => ({
      code: 'syntax',
      span: span(...error.pos),
      message: syntaxMessage(error.code),
    }),
  );
  const excess = excessIn(document);
  if (excess) return tooMuch(excess, faults, span);
  for (const range of keysTwice(document))
    faults.push({ code: 'duplicate-key', span: span(...range), message: syntaxMessage('DUPLICATE_KEY') });
  const { value, alias, problem } = plainValue(document);
  if (problem) faults.push({ code: 'syntax', span: span(...rangeOf(alias)), message: problem });
  return {
    value,
    locate: (path, part) => span(...rangeAt(document, path, part)),
    span,
    faults,
    usable: !problem && document.errors.length === 0,
  };
}

/** Nothing else is said of a file of which there is too much: looking at it would take too long. */
function tooMuch({ message, range }: Excess, faults: Source['faults'], span: Source['span']): Source {
  const place = span(...range);
  return {
    value: undefined,
    locate: () => place,
    span,
    faults: faults.length > 0 ? faults : [{ code: 'too-much', span: place, message }],
    usable: false,
  };
}

/** Errors after which the parser misreads what follows, and finds faults where there are none. */
const misleading: readonly ErrorCode[] = [
  'BAD_INDENT',
  'MISSING_CHAR',
  'RESOURCE_EXHAUSTION',
  'TAB_AS_INDENT',
  'UNEXPECTED_TOKEN',
];

function causes(errors: readonly YAMLParseError[]): readonly YAMLParseError[] {
  const first = errors.findIndex(({ code }) => misleading.includes(code));
  return first < 0 ? errors : errors.slice(0, first + 1);
}

function plainValue(document: Document): { value?: unknown; alias?: Alias | undefined; problem?: string } {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_, alias) => void aliases.push(alias) });
  try {
    const lost = aliases.find((alias) => alias.resolve(document) === undefined);
    if (lost) return { alias: lost, problem: 'there is no anchor of this name above — write the value out' };
    const value: unknown = document.toJS({ maxAliasCount });
    // Throws on an anchor that holds itself, which nothing after this could walk through.
    JSON.stringify(value);
    return { value };
  } catch {
    return { alias: aliases[0], problem: 'aliases (`*name`) repeat too much here — write the values out' };
  }
}
