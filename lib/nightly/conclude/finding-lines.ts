import { closeSync, fstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { LineWriter } from '../../locker/line-writer.ts';
import type { ControlResult } from '../../runs/findings-document.ts';

/** So many characters are held before they go to a file: most controls never come so far. */
const mostHeld = 256 * 1024;
const chunkBytes = 128 * 1024;

/** The lines of one control, which wait until those of the controls before it are written. */
export interface FindingLines {
  add(line: string): void;
  /** Forgets all of them. */
  clear(): void;
  /** Puts them at the end of the findings and says where they lie there. They are gone afterwards. */
  moveTo(findings: LineWriter): ControlResult['lines'];
}

/** @param path of a file that is made when there are many */
export function findingLines(path: string): FindingLines {
  let held: string[] = [];
  let [characters, count] = [0, 0];
  let file: number | null = null;
  const flush = (): void => {
    file ??= openSync(path, 'w+');
    writeSync(file, `${held.join('\n')}\n`);
    held = [];
    characters = 0;
  };
  const clear = (): void => {
    if (file !== null) {
      closeSync(file);
      rmSync(path);
    }
    file = null;
    held = [];
    characters = count = 0;
  };
  return {
    add(line) {
      held.push(line);
      count++;
      characters += line.length;
      if (characters > mostHeld) flush();
    },
    clear,
    moveTo(findings) {
      const { bytes: offset } = findings.place();
      if (file === null) for (const line of held) findings.add(line);
      else {
        if (held.length > 0) flush();
        copyLines(file, count, findings);
      }
      const lines = { offset, bytes: findings.place().bytes - offset, count };
      clear();
      return lines;
    },
  };
}

function copyLines(file: number, count: number, findings: LineWriter): void {
  const chunk = Buffer.allocUnsafe(chunkBytes);
  const end = fstatSync(file).size;
  for (let at = 0; at < end; ) {
    const read = readSync(file, chunk, 0, chunkBytes, at);
    if (read === 0) throw new Error(`A file of findings ends before its byte ${end}.`);
    at += read;
    findings.addText(chunk.subarray(0, read), at === end ? count : 0);
  }
}
