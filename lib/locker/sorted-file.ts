import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileLines } from './lines.ts';

/** Lines are gathered up to about so many characters before they go to disk. */
const chunkChars = 4 * 1024 * 1024;

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
 * `keyOf` finds the key again in a line that was written.
 */
export function sortedFile(path: string, keyOf: (line: string) => string) {
  const runs: string[] = [];
  let chunk: SortedLine[] = [];
  let chars = 0;
  let ordered = true;
  let lastKey = '';
  let previous: string | undefined;
  let output: LineOutput | undefined;

  const flush = (): void => {
    if (chunk.length === 0) return;
    if (!ordered) chunk.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    const first = chunk[0]?.key ?? '';
    if (output && previous !== undefined && first < previous) {
      output.close();
      output = undefined;
    }
    if (!output) {
      runs.push(`${path}.${runs.length}`);
      output = lineOutput(runs.at(-1) ?? path);
      previous = undefined;
    }
    for (const { key, line } of chunk) output.add(key, line);
    previous = chunk.at(-1)?.key;
    chunk = [];
    chars = 0;
    ordered = true;
    lastKey = '';
  };

  return {
    add(key: string, line: string): void {
      if (key < lastKey) ordered = false;
      lastKey = key;
      chunk.push({ key, line });
      chars += line.length;
      if (chars > chunkChars) flush();
    },
    finish(): SortedResult {
      flush();
      const only = runs.length === 1 ? output : undefined;
      output?.close();
      if (only) {
        renameSync(runs[0] ?? path, path);
        return only.result(path);
      }
      return mergeRuns(path, runs, keyOf);
    },
  };
}

interface LineOutput {
  add(key: string, line: string): void;
  close(): void;
  result(path: string): SortedResult;
}

/** Writes lines whose keys do not descend, leaving out a key that comes again; hashes as it goes. */
function lineOutput(path: string): LineOutput {
  const file = openSync(path, 'w');
  const hash: Hash = createHash('sha256');
  let parts: string[] = [];
  let [chars, bytes, count, duplicates] = [0, 0, 0, 0];
  const duplicateKeys: string[] = [];
  let last: string | undefined;
  let open = true;

  const write = (): void => {
    if (parts.length === 0) return;
    const buffer = Buffer.from(`${parts.join('\n')}\n`);
    hash.update(buffer);
    writeSync(file, buffer);
    bytes += buffer.length;
    parts = [];
    chars = 0;
  };
  return {
    add(key, line) {
      if (key === last) {
        duplicates++;
        if (duplicateKeys.length < 3) duplicateKeys.push(key);
        return;
      }
      last = key;
      parts.push(line);
      count++;
      chars += line.length;
      if (chars > 256 * 1024) write();
    },
    close() {
      if (!open) return;
      open = false;
      write();
      closeSync(file);
    },
    result: (at) => ({
      path: at,
      sha256: hash.copy().digest('hex'),
      bytes,
      count,
      duplicates,
      duplicateKeys,
    }),
  };
}

function mergeRuns(path: string, runs: readonly string[], keyOf: (line: string) => string): SortedResult {
  const output = lineOutput(path);
  const heads = runs.map((run) => ({ lines: fileLines(run), key: '', line: '', done: false }));
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
  for (const run of runs) rmSync(run, { force: true });
  return output.result(path);
}

/** A fresh name for an unfinished file. */
export function scratchFile(folder: string, name: string): string {
  return join(folder, name.replaceAll('/', '-'));
}
