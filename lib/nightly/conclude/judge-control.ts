import { join } from 'node:path';
import type { Assessment, Control, ControlInput } from '../../controls/control.ts';
import { type Standing, standingOf } from '../../controls/finding.ts';
import { type JudgeOptions, judge, OutOfOrder } from '../../controls/judge.ts';
import { type NeedState, needStates, obstacles, rollUp } from '../../controls/roll-up.ts';
import type { DriftEvent } from '../../drift/event.ts';
import { controlDrift, subjectDrift } from '../../drift/subjects.ts';
import { isWhole } from '../../evidence/document.ts';
import { recordLine } from '../../evidence/line.ts';
import type { LineWriter } from '../../locker/line-writer.ts';
import { fileRecords } from '../../locker/lines.ts';
import { sortedFile } from '../../locker/sorted-file.ts';
import { type DriftList, drifts } from './drift-list.ts';
import type { ControlResult } from './findings-document.ts';
import type { PreviousRun } from './previous.ts';

export interface JudgedControl {
  readonly result: ControlResult;
  readonly drift: readonly DriftEvent[];
}

export interface JudgeControlOptions extends Omit<JudgeOptions, 'control' | 'whole'> {
  readonly file: LineWriter;
  readonly previous: PreviousRun | null;
  readonly scratch: string;
}

/** Judges one control over everybody and writes its findings; memory does not grow with the population. */
export function judgeControl(
  control: Control,
  input: ControlInput,
  options: JudgeControlOptions,
): JudgedControl {
  const needs = needStates(control.needs, input.documents);
  const whole = needs.every(({ document }) => document !== null && isWhole(document));
  const mark = options.file.mark();
  let done: { counts: Record<Standing, number>; drift: DriftList };
  try {
    done = writeFindings(control.evaluate(input), control.id, whole, options);
  } catch (error) {
    if (!(error instanceof OutOfOrder)) throw error;
    options.file.rewind(mark);
    done = writeFindings(sorted(control.evaluate(input), options.scratch), control.id, whole, options);
  }
  const end = options.file.mark();
  const lines = { offset: mark.bytes, bytes: end.bytes - mark.bytes, count: end.count - mark.count };
  return conclusion(control, input, needs, done, lines, options);
}

function writeFindings(
  assessments: Iterable<Assessment>,
  control: string,
  whole: boolean,
  options: JudgeControlOptions,
): { counts: Record<Standing, number>; drift: DriftList } {
  const counts: Record<Standing, number> = { pass: 0, fail: 0, unknown: 0, waived: 0 };
  const drift = drifts(options.run, control);
  const { file, previous } = options;
  for (const { before, after } of judge(assessments, previous?.findings(control) ?? [], {
    ...options,
    control,
    whole,
  })) {
    if (after) {
      counts[standingOf(after)]++;
      file.add(recordLine(after));
    }
    if (previous) drift.add(subjectDrift(options.run, before, after));
  }
  return { counts, drift };
}

/** By subject, on disk when there are many. */
function* sorted(assessments: Iterable<Assessment>, scratch: string): Generator<Assessment> {
  const subjectOf = (line: string): string => (JSON.parse(line) as { at: string }).at;
  const file = sortedFile(join(scratch, 'assessments.ndjson'), subjectOf);
  let number = 0;
  for (const assessment of assessments) {
    // Two assessments of one subject must both come through, so that the worse of them counts.
    const at = `${assessment.subject}\u0000${number++}`;
    file.add(at, JSON.stringify({ at, assessment }));
  }
  for (const { assessment } of fileRecords<{ assessment: Assessment }>(file.finish().path)) yield assessment;
}

function conclusion(
  control: Control,
  input: ControlInput,
  needs: readonly NeedState[],
  { counts, drift }: { counts: Record<Standing, number>; drift: DriftList },
  lines: ControlResult['lines'],
  { run, previous }: JudgeControlOptions,
): JudgedControl {
  const barred = obstacles(needs, counts);
  const verdict = rollUp(counts, barred);
  const before = previous?.control(control.id);
  const changed = controlDrift(run, control.id, before?.verdict ?? null, verdict, barred[0] ?? '');
  const result: ControlResult = {
    id: control.id,
    version: control.version,
    title: control.title,
    verdict,
    obstacles: barred,
    subjects: counts,
    parameters: input.parameters,
    mappings: control.mappings,
    needs: needs.map(({ document, dataset }) => ({
      connection: document?.connection ?? null,
      dataset,
      completeness: document?.completeness ?? null,
    })),
    since: before?.verdict === verdict ? before.since : run,
    firstJudged: input.firstJudged,
    lines,
  };
  return { result, drift: changed ? [changed, ...drift.events()] : drift.events() };
}
