import { SealError } from './error.ts';

/** The name of the list in a run's folder. */
export const sumsName = 'SHA256SUMS';

/** One file and its hash. */
export interface Sum {
  /** Relative to the folder of the list, with `/`. */
  readonly path: string;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
}

const line = /^(\\?)([0-9a-f]{64}) {2}(.+)$/su;
const escapes = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
]);
const unescapes = new Map([...escapes].map(([plain, escaped]) => [escaped, plain]));

/** The list as `sha256sum` writes it and `sha256sum -c` reads it, sorted by path in byte order. */
export function formatSums(sums: readonly Sum[]): string {
  return [...sums].sort(byPath).map(formatLine).join('');
}

/** Reads such a list. Throws `SealError` (`malformed`, with the line) on anything that `formatSums` would not write. */
export function parseSums(bytes: Buffer | string): Sum[] {
  const text = typeof bytes === 'string' ? bytes : decode(bytes);
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.pop() !== '') throw malformed(lines.length + 1, 'does not end with a newline');
  const sums = lines.map(parseLine);
  sums.forEach((sum, at) => {
    const before = sums[at - 1];
    if (before && byPath(before, sum) >= 0) throw malformed(at + 1, 'is out of order, or names a file twice');
  });
  return sums;
}

/** Byte order of the UTF-8 form, which is what `LC_ALL=C sort` does; UTF-16 order differs beyond the basic plane. */
function byPath(a: Sum, b: Sum): number {
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));
}

function formatLine(sum: Sum): string {
  const name = sum.path.replace(/[\\\n\r]/g, (character) => escapes.get(character) ?? character);
  return `${name === sum.path ? '' : '\\'}${sum.sha256}  ${name}\n`;
}

function parseLine(text: string, index: number): Sum {
  const [, escaped, sha256, name] = line.exec(text) ?? [];
  if (sha256 === undefined || name === undefined) throw malformed(index + 1, 'is not "<hash>  <path>"');
  const path = escaped ? name.replace(/\\./gs, (pair) => unescapes.get(pair) ?? pair) : name;
  const sum = { path, sha256 };
  if (formatLine(sum) !== `${text}\n`) throw malformed(index + 1, 'is not escaped as sha256sum does');
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..'))
    throw malformed(index + 1, 'names a file outside the folder');
  return sum;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new SealError('malformed', `${sumsName} is not UTF-8.`, { cause: error });
  }
}

function malformed(number: number, what: string): SealError {
  return new SealError('malformed', `${sumsName}, line ${number}: ${what}.`);
}
