import type { Exception } from '../../drift/exceptions/exceptions.ts';
import type { ExceptionFile } from '../page-data.ts';

/** An exception with its reference, which is the same on every view. */
export interface ListedException {
  /** `E-01`, `U-01`, `W-01`. */
  readonly no: string;
  readonly control: number;
  readonly exception: Exception;
}

/** By what they came to, each with its reference. */
export interface AllExceptions {
  readonly failures: readonly ListedException[];
  readonly undecided: readonly ListedException[];
  readonly waived: readonly ListedException[];
  /** How many more there are than are listed. */
  readonly more: number;
}

/** Those of every control, with their references. */
export function numbered(
  files: readonly { readonly control: number; readonly file: ExceptionFile }[],
): AllExceptions {
  const all = files
    .flatMap(({ control, file }) => file.listed.map((exception) => ({ control, exception })))
    .sort((a, b) => order(a.exception, b.exception) || a.control - b.control);
  const of = (letter: string) =>
    all
      .filter(({ exception }) => letterOf(exception) === letter)
      .map((one, at) => ({ no: `${letter}-${String(at + 1).padStart(2, '0')}`, ...one }));
  return {
    failures: of('E'),
    undecided: of('U'),
    waived: of('W'),
    more: files.reduce((sum, { file }) => sum + file.more, 0),
  };
}

function letterOf({ kind, lastBad, waivers }: Exception): 'E' | 'U' | 'W' {
  if (kind === 'unknown') return 'U';
  return waivers.some(({ from, to }) => from <= lastBad && lastBad <= to) ? 'W' : 'E';
}

function order(a: Exception, b: Exception): number {
  return (
    Number(a.over !== null) - Number(b.over !== null) ||
    a.firstBad - b.firstBad ||
    (a.subject < b.subject ? -1 : 1)
  );
}
