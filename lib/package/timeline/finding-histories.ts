import { besides, type Finding } from '../../judging/finding.ts';
import type { FindingInterval, SubjectHistory } from '../../report/model.ts';
import type { FindingsDocument } from '../../runs/findings-document.ts';
import { lineWindows } from './line-windows.ts';
import { type Keyed, type LineInterval, mergeNights, type NightTrack } from './merge.ts';
import { openTrack, type PartReader, pieceBytesFor } from './track.ts';

/** A night as far as findings go. */
export interface FindingsNight {
  readonly run: string;
  readonly folder: string;
  readonly findings: FindingsDocument | null;
}

const subjectField = ',"subject":"';
const keyField = ',"key":"';
/** Parts a subject from its key; sorts before every character of a longer name. */
const between = '\u0000';

/**
 * What a control said of each of its subjects over the nights, in ascending order of the subjects; those of one name are
 * told apart by their keys, where all nights have keys. Read from all nights at once, in memory that does not grow with
 * the subjects.
 * @param windows one for several walks keeps its buffers
 */
export async function* findingHistories(
  reader: PartReader,
  nights: readonly FindingsNight[],
  control: string,
  windows = lineWindows(),
): AsyncGenerator<SubjectHistory> {
  const pieceBytes = pieceBytesFor(nights.length);
  const tracks = nights.map(({ folder, findings }): NightTrack => {
    const lines = findings?.controls.find(({ id }) => id === control)?.lines;
    const place = findings && lines && { key: `${folder}/${findings.findings.path}`, ...lines };
    return {
      track: place ? openTrack(reader, place, windows, pieceBytes) : null,
      // A night without findings says nothing and breaks nothing; one on which the control was not judged does.
      speaks: findings !== null,
    };
  });
  const first = nights[0]?.run ?? '';
  const hasKeys = nights.every(({ findings }) => findings === null || findings.standard !== undefined);
  const keyed = (line: string, before: Keyed | null): Keyed => {
    const key = hasKeys
      ? `${fieldOf(line, 'subject')}${between}${fieldOf(line, 'key')}`
      : fieldOf(line, 'subject');
    // The same text in one and the same place is compared at once.
    return { line, key: key === before?.key ? before.key : key };
  };
  for await (const { key, intervals: lineIntervals } of mergeNights(tracks, keyed)) {
    const [subject = key, own] = key.split(between, 2);
    yield { subject, ...(own ? { key: own } : {}), intervals: intervalsOf(lineIntervals, first) };
  }
}

/**
 * The subject or the key of a line of `findings.ndjson`. Inside a text the quotes of this would be escaped, so the first
 * place where it stands is the field; the whole line is parsed only where the name itself has something escaped.
 */
function fieldOf(line: string, name: 'subject' | 'key'): string {
  const field = name === 'subject' ? subjectField : keyField;
  const at = line.indexOf(field);
  const from = at + field.length;
  const to = at < 0 ? -1 : line.indexOf('"', from);
  const text = to < 0 ? '\\' : line.slice(from, to);
  if (!text.includes('\\')) return text;
  return (JSON.parse(line) as Finding)[name] ?? '';
}

function intervalsOf(lineIntervals: readonly LineInterval<Keyed>[], first: string): FindingInterval[] {
  const intervals: { -readonly [Key in keyof FindingInterval]: FindingInterval[Key] }[] = [];
  let last: Finding | undefined;
  for (const { from, to, said, follows } of lineIntervals) {
    const finding = JSON.parse(said.line) as Finding;
    const interval = intervals.at(-1);
    if (interval && follows && isSame(finding, last)) interval.to = to;
    else intervals.push(intervalOf(finding, from, to, first));
    last = finding;
  }
  return intervals;
}

function isSame(one: Finding, other: Finding | undefined): boolean {
  return (
    one.verdict === other?.verdict &&
    one.reason === other.reason &&
    one.carried === other.carried &&
    one.expected === other.expected &&
    one.seen === other.seen &&
    JSON.stringify(one.waiver) === JSON.stringify(other.waiver)
  );
}

function intervalOf(
  { verdict, reason, waiver, carried, expected, seen, since }: Finding,
  from: number,
  to: number,
  first: string,
): FindingInterval {
  return {
    from,
    to,
    verdict,
    reason,
    waiver,
    ...(carried ? { carried } : {}),
    ...besides({ expected, seen }),
    ...(since !== null && since < first ? { since } : {}),
  };
}
