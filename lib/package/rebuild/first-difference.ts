import { clip } from '../../text/clip.ts';

/** Characters that are shown of a line, and how many of them before the place where it differs. */
const [most, before] = [120, 30];

/**
 * Where two texts part, in words: of a table the row's first cells, of a control's table the night as well.
 * @param path in the package
 * @param ours what follows from the evidence
 * @param theirs what the package holds
 */
export function firstDifference(path: string, ours: string, theirs: string): string {
  const [made, held] = [ours.split('\n'), theirs.split('\n')];
  const at = made.findIndex((line, index) => line !== held[index]);
  const [is, was] = [made[at] ?? '', held[at === -1 ? made.length : at] ?? ''];
  const control = /^controls\/(.+)\.csv$/.exec(path)?.[1];
  const where = control ? ` ${whereInTable(control, made[0] ?? '', is, was)}` : '';
  const from = Math.max(0, firstCharacter(is, was) - before);
  const line = (at === -1 ? made.length : at) + 1;
  return `Line ${line}${where} says "${shown(was, from)}", and the evidence gives "${shown(is, from)}".`;
}

function firstCharacter(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function whereInTable(control: string, head: string, is: string, was: string): string {
  const [nights, ours, theirs] = [head, is, was].map((line) => line.trimEnd().split(','));
  const column = ours?.findIndex((cell, at) => cell !== theirs?.[at]) ?? -1;
  const night = nights?.[column] ?? '';
  const [row, name] = ours?.[0] ? ours : (theirs ?? []);
  const subject = row === 'subject' ? (name ?? '') : (row ?? '');
  return `(control ${control}, ${subject}${/^\d{4}-/.test(night) ? `, night ${night}` : ''})`;
}

function shown(line: string, from: number): string {
  return `${from > 0 ? '…' : ''}${clip(line.slice(from).trimEnd(), most)}`;
}
