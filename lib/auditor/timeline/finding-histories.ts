import type { Finding } from '../../controls/finding.ts';
import type { FindingsDocument } from '../../nightly/conclude/findings-document.ts';
import type { FindingSpan, SubjectHistory } from '../report/model.ts';
import { type Merged, mergeNights } from './merge.ts';
import { lineDecoder, openTrack, type PartReader } from './track.ts';

/** A night as far as findings go. */
export interface FindingsNight {
  readonly run: string;
  readonly folder: string;
  readonly findings: FindingsDocument | null;
}

const subjectField = ',"subject":"';

/**
 * What a control said of each of its subjects over the nights, in ascending order of the subjects. Read from all
 * nights at once, in memory that does not grow with the subjects.
 */
export async function* findingHistories(
  reader: PartReader,
  nights: readonly FindingsNight[],
  control: string,
): AsyncGenerator<SubjectHistory> {
  const results = nights.map(({ findings }) => findings?.controls.find(({ id }) => id === control));
  const decode = lineDecoder();
  const tracks = nights.map(({ folder, findings }, at) => {
    const lines = results[at]?.lines;
    return findings && lines
      ? openTrack(reader, { key: `${folder}/${findings.findings.path}`, ...lines }, decode)
      : null;
  });
  // A night without findings says nothing and breaks nothing; one on which the control was not judged does.
  const breaks = countBefore(nights.map(({ findings }) => findings !== null));
  const first = nights[0]?.run ?? '';
  for await (const merged of mergeNights(tracks, subjectOf))
    yield { subject: merged.key, spans: spansOf(merged, breaks, first) };
}

/** For each place, how many before it are true. */
function countBefore(flags: readonly boolean[]): readonly number[] {
  let count = 0;
  const counts = flags.map((flag) => (flag ? count++ : count));
  return [...counts, count];
}

/**
 * The subject of a line of `findings.ndjson`. Inside a text the quotes of this would be escaped, so the first place
 * where it stands is the field; the whole line is parsed only where the name itself has something escaped.
 */
function subjectOf(line: string): string {
  const at = line.indexOf(subjectField);
  const from = at + subjectField.length;
  const to = at < 0 ? -1 : line.indexOf('"', from);
  const text = to < 0 ? '\\' : line.slice(from, to);
  if (!text.includes('\\')) return text;
  return (JSON.parse(line) as Finding).subject;
}

function spansOf({ nights, lines }: Merged, breaks: readonly number[], first: string): FindingSpan[] {
  const spans: { -readonly [Key in keyof FindingSpan]: FindingSpan[Key] }[] = [];
  let [text, last] = ['', undefined as Finding | undefined];
  for (const [at, night] of nights.entries()) {
    const span = spans.at(-1);
    const line = lines[at] ?? '';
    const finding = line === text ? last : (JSON.parse(line) as Finding);
    if (!finding) continue;
    const follows = span && (breaks[night] ?? 0) - (breaks[span.to] ?? 0) === 1;
    if (follows && (finding === last || isSame(finding, last))) span.to = night;
    else spans.push(spanOf(finding, night, first));
    [text, last] = [line, finding];
  }
  return spans;
}

function isSame(one: Finding, other: Finding | undefined): boolean {
  return (
    one.verdict === other?.verdict &&
    one.reason === other.reason &&
    one.carried === other.carried &&
    JSON.stringify(one.waiver) === JSON.stringify(other.waiver)
  );
}

function spanOf(
  { verdict, reason, waiver, carried, since }: Finding,
  night: number,
  first: string,
): FindingSpan {
  return {
    from: night,
    to: night,
    verdict,
    reason,
    waiver,
    ...(carried ? { carried } : {}),
    ...(since !== null && since < first ? { since } : {}),
  };
}
