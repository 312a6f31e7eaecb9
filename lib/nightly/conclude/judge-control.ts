import { join } from 'node:path';
import type { DriftEvent } from '../../drift/event.ts';
import { controlDrift, subjectDrift } from '../../drift/subjects.ts';
import { isWhole } from '../../evidence/document.ts';
import { recordLine } from '../../evidence/line.ts';
import type { Assessment, Control, ControlInput } from '../../judging/control.ts';
import { type Standing, standingOf } from '../../judging/finding.ts';
import { type JudgeOptions, judge, OutOfOrder } from '../../judging/judge.ts';
import { answers, type Need } from '../../judging/need.ts';
import { type NeedState, needStates, obstacles, rollUp } from '../../judging/roll-up.ts';
import type { LineWriter } from '../../locker/line-writer.ts';
import type { ControlResult } from '../../runs/findings-document.ts';
import type { PreviousRun } from '../../runs/read-findings.ts';
import { ControlFault, guarded } from './control-fault.ts';
import { type DriftList, drifts } from './drift-list.ts';
import { sortedAssessments } from './sorted-assessments.ts';

export interface JudgedControl {
  readonly result: ControlResult;
  readonly drift: readonly DriftEvent[];
}

export interface JudgeControlOptions extends Omit<JudgeOptions, 'control' | 'whole'> {
  readonly file: LineWriter;
  readonly previous: PreviousRun | null;
  readonly scratch: string;
}

/** What a control came to before its parts are weighed. */
interface Written {
  readonly counts: Readonly<Record<Standing, number>>;
  readonly drift: DriftList;
  /** Why the control could not be judged at all. */
  readonly fault: string | null;
}

/**
 * Judges one control over everybody and writes its findings; memory does not grow with the population. A control
 * that fails itself is unknown and leaves the others whole: the night must end with a seal.
 */
export function judgeControl(
  control: Control,
  input: ControlInput,
  options: JudgeControlOptions,
): JudgedControl {
  const mark = options.file.mark();
  const attempt = (assessments: () => Iterable<Assessment>, whole = isAllSeen(control, input)): Written => {
    options.file.rewind(mark);
    return writeFindings(guarded(assessments), control.id, whole, options);
  };
  const written = inWhateverOrder(attempt, () => control.evaluate(input), options.scratch);
  const end = options.file.mark();
  const lines = { offset: mark.bytes, bytes: end.bytes - mark.bytes, count: end.count - mark.count };
  return conclusion(control, input, written, lines, options);
}

type Attempt = (assessments: () => Iterable<Assessment>, whole?: boolean) => Written;

/** As the assessments come; else sorted; else without any, so that what was failing is carried on as unknown. */
function inWhateverOrder(attempt: Attempt, evaluate: () => Iterable<Assessment>, scratch: string): Written {
  try {
    try {
      return attempt(evaluate);
    } catch (error) {
      if (!(error instanceof OutOfOrder)) throw error;
      return attempt(() => sortedAssessments(evaluate(), join(scratch, 'assessments.ndjson')));
    }
  } catch (error) {
    if (!(error instanceof ControlFault)) throw error;
    return { ...attempt(() => [], false), fault: error.message };
  }
}

/**
 * Whether everything was seen that the control reads, also what it can do without: else a subject that is missing
 * may only be out of sight.
 */
function isAllSeen({ needs }: Control, { documents }: ControlInput): boolean {
  const isCollected = (need: Need): boolean => documents.some((document) => answers(document, need));
  const read = needs.filter((need) => !need.optional || isCollected(need));
  return needStates(
    read.map(({ optional: _, ...need }) => need),
    documents,
  ).every(({ document }) => document !== null && isWhole(document));
}

function writeFindings(
  assessments: Iterable<Assessment>,
  control: string,
  whole: boolean,
  options: JudgeControlOptions,
): Written {
  const counts: Record<Standing, number> = { pass: 0, fail: 0, unknown: 0, waived: 0 };
  const drift = drifts(options.run, control);
  const { file, previous } = options;
  const judged = judge(assessments, previous?.findings(control) ?? [], { ...options, control, whole });
  for (const { before, after } of judged) {
    if (after) {
      counts[standingOf(after)]++;
      file.add(recordLine(after));
    }
    if (previous) drift.add(subjectDrift(options.run, before, after));
  }
  return { counts, drift, fault: null };
}

function conclusion(
  control: Control,
  input: ControlInput,
  { counts, drift, fault }: Written,
  lines: ControlResult['lines'],
  { run, previous }: JudgeControlOptions,
): JudgedControl {
  const needs = needStates(control.needs, input.documents);
  const barred = [...(fault === null ? [] : [fault]), ...obstacles(needs, counts)];
  const verdict = rollUp(counts, barred);
  const before = previous?.control(control.id);
  const reason = verdict === 'unknown' ? (barred[0] ?? `${counts.unknown} of its subjects are unknown.`) : '';
  const changed = previous && controlDrift(run, control.id, before?.verdict ?? null, verdict, reason);
  const result: ControlResult = {
    id: control.id,
    version: control.version,
    title: control.title,
    verdict,
    obstacles: barred,
    subjects: counts,
    parameters: input.parameters,
    mappings: control.mappings,
    needs: needs.map(needOf),
    since: before?.verdict === verdict ? before.since : run,
    firstJudged: before?.firstJudged ?? (isAllSeen(control, input) ? run : null),
    lines,
  };
  return { result, drift: changed ? [changed, ...drift.events()] : drift.events() };
}

function needOf({ connection, dataset, document }: NeedState): ControlResult['needs'][number] {
  return {
    connection: document?.connection ?? connection ?? null,
    dataset,
    completeness: document?.completeness ?? null,
  };
}
