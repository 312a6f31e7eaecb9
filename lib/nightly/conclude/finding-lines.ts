import { closeSync, fstatSync, openSync, readSync, rmSync } from 'node:fs';
import { lineBuffer } from '../../locker/line-buffer.ts';
import type { LineWriter } from '../../locker/line-writer.ts';
import { writeWhole } from '../../locker/write-whole.ts';
import type { ControlResult } from '../../runs/findings-document.ts';

const chunkBytes = 128 * 1024;

/** The lines of one control, which wait until those of the controls before it are written. */
export interface FindingLines {
  add(line: string): void;
  /** Forgets all of them. */
  clear(): void;
  /** Puts them at the end of the findings and says where they lie there. They are gone afterwards. */
  moveTo(findings: LineWriter): ControlResult['lines'];
}

/** @param path of a file that is made when there are more than a buffer holds: most controls never come so far */
export function findingLines(path: string): FindingLines {
  let file: number | null = null;
  const toFile = (chunk: Buffer): void => {
    file ??= openSync(path, 'w+');
    writeWhole(file, chunk);
  };
  let [held, count] = [lineBuffer(toFile), 0];
  const clear = (): void => {
    if (file !== null) {
      closeSync(file);
      rmSync(path);
    }
    file = null;
    [held, count] = [lineBuffer(toFile), 0];
  };
  return {
    add(line) {
      held.add(line);
      count++;
    },
    clear,
    moveTo(findings) {
      const { bytes: offset } = findings.place();
      findings.addLines(file === null ? [held.held()] : partsOf(file, held.held()), count);
      const lines = { offset, bytes: findings.place().bytes - offset, count };
      clear();
      return lines;
    },
  };
}

function* partsOf(file: number, rest: Buffer): Generator<Buffer> {
  const chunk = Buffer.allocUnsafe(chunkBytes);
  const end = fstatSync(file).size;
  for (let at = 0; at < end; ) {
    const read = readSync(file, chunk, 0, chunkBytes, at);
    if (read === 0) throw new Error(`A file of findings ends before its byte ${end}.`);
    at += read;
    yield chunk.subarray(0, read);
  }
  yield rest;
}
