import { renameSync, rmSync } from 'node:fs';
import { fileLines } from './file-lines.ts';
import { lineWriter, type WrittenLines } from './line-writer.ts';

/** Lines out of order are gathered up to about so many characters before they go to disk. */
const usualPieceChars = 4 * 1024 * 1024;

export interface SortedLine {
  readonly key: string;
  readonly line: string;
}

export interface SortedResult {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly count: number;
  /** Lines left out because a line with their key was there before. */
  readonly duplicates: number;
  /** The first few keys that came twice. */
  readonly duplicateKeys: readonly string[];
}

/**
 * Writes lines in the order of their keys (UTF-16 code units) to `path`. What comes in order goes straight to the
 * file; what does not is sorted in pieces on disk and merged, so that memory stays the same for any number.
 * `keyOf` finds the key again in a line that was written, and gives the very key that the line was added with.
 */
export function sortedFile(path: string, keyOf: (line: string) => string, pieceChars = usualPieceChars) {
  const runs: RunOutput[] = [];
  let output: RunOutput | undefined;
  let previous = '';
  let chunk: SortedLine[] = [];
  let chars = 0;

  const append = (key: string, line: string): void => {
    if (!output || key < previous) {
      output?.close();
      output = runOutput(`${path}.${runs.length}`);
      runs.push(output);
    }
    previous = key;
    output.add(key, line);
  };
  const flush = (): void => {
    chunk.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    for (const { key, line } of chunk) append(key, line);
    chunk = [];
    chars = 0;
  };

  return {
    add(key: string, line: string): void {
      if (chunk.length === 0 && key >= previous) {
        append(key, line);
        return;
      }
      chunk.push({ key, line });
      chars += line.length;
      if (chars > pieceChars) flush();
    },
    finish(): SortedResult {
      flush();
      output?.close();
      if (runs.length !== 1 || !output) return mergeRuns(path, runs, keyOf);
      renameSync(output.path, path);
      return { ...output.result(), path };
    },
  };
}

interface RunOutput {
  readonly path: string;
  add(key: string, line: string): void;
  close(): void;
  result(): SortedResult;
}

/** Writes lines whose keys do not descend, leaving out a key that comes again. */
function runOutput(path: string): RunOutput {
  const writer = lineWriter(path);
  let duplicates = 0;
  const duplicateKeys: string[] = [];
  let last: string | undefined;
  let written: WrittenLines | undefined;
  const close = (): WrittenLines => {
    written ??= writer.finish();
    return written;
  };
  return {
    path,
    add(key, line) {
      if (key === last) {
        duplicates++;
        if (duplicateKeys.length < 3) duplicateKeys.push(key);
        return;
      }
      last = key;
      writer.add(line);
    },
    close,
    result: () => ({ path, ...close(), duplicates, duplicateKeys }),
  };
}

function mergeRuns(path: string, runs: readonly RunOutput[], keyOf: (line: string) => string): SortedResult {
  const output = runOutput(path);
  const heads = runs.map((run) => ({ lines: fileLines(run.path), key: '', line: '', done: false }));
  const advance = (head: (typeof heads)[number]): void => {
    const next = head.lines.next();
    head.done = next.done === true;
    head.line = next.done ? '' : next.value;
    head.key = next.done ? '' : keyOf(head.line);
  };
  for (const head of heads) advance(head);
  for (;;) {
    let least: (typeof heads)[number] | undefined;
    for (const head of heads) if (!head.done && (!least || head.key < least.key)) least = head;
    if (!least) break;
    output.add(least.key, least.line);
    advance(least);
  }
  output.close();
  for (const run of runs) rmSync(run.path, { force: true });
  const results = [...runs.map((run) => run.result()), output.result()];
  return {
    ...output.result(),
    duplicates: results.reduce((sum, { duplicates }) => sum + duplicates, 0),
    duplicateKeys: results.flatMap(({ duplicateKeys }) => duplicateKeys).slice(0, 3),
  };
}
