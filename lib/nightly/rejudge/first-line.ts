import { fileLines } from '../../locker/file-lines.ts';
import { clip } from '../../text/clip.ts';

/** Characters of a line that are shown. */
const most = 200;

/**
 * The first line in which two files differ, in words. Files of any length.
 * @param sealed null where there is none
 * @param ours what follows
 */
export function firstLineThatDiffers(sealed: string | null, ours: string | null): string {
  const [theirs, made] = [linesOf(sealed), linesOf(ours)];
  for (let line = 1; ; line++) {
    const [was, is] = [theirs.next(), made.next()];
    if (was.done && is.done) return '';
    if (was.value === is.value) continue;
    return `Line ${line} is ${shown(was)}, and ${shown(is)} follows.`;
  }
}

function linesOf(path: string | null): Iterator<string, undefined> {
  return path === null ? [][Symbol.iterator]() : fileLines(path);
}

function shown({ value }: IteratorResult<string, undefined>): string {
  return value === undefined ? 'not there' : clip(value, most);
}
