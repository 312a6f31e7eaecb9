import { join } from 'node:path';
import { ambiguousWaiver } from '../../drift/ambiguous-waiver.ts';
import { subjectDrift } from '../../drift/subjects.ts';
import { recordLine } from '../../evidence/line.ts';
import { isOne } from '../../judging/assessed.ts';
import type { Assessed, Control, ControlInput } from '../../judging/control.ts';
import { type FindingStatus, findingStatus } from '../../judging/finding.ts';
import { type JudgedSink, type JudgeOptions, judging, OutOfOrder, Renamed } from '../../judging/judge.ts';
import { unknown } from '../../judging/judgement.ts';
import { needStates } from '../../judging/roll-up.ts';
import type { LineWriter } from '../../locker/line-writer.ts';
import type { PreviousRun } from '../../runs/read-findings.ts';
import { type Concluding, type Contradicted, tally } from './concluded.ts';
import { ControlFault, guarded } from './control-fault.ts';
import {
  contradictedIn,
  contradictions,
  controlResult,
  isAllSeen,
  type JudgedControl,
} from './control-result.ts';
import { type DriftList, drifts } from './drift-list.ts';
import { findingLines } from './finding-lines.ts';
import { sortedAssessments, sortedIfFew } from './sorted-assessments.ts';
import { waiverClaims } from './waiver-claims.ts';

export interface JudgeControlOptions extends Omit<JudgeOptions, 'control' | 'whole'> {
  readonly previous: PreviousRun | null;
  readonly scratch: string;
  /** Lists that a count of the provider's contradicts, by `connection/dataset`, and how. */
  readonly contradicted?: ReadonlyMap<string, string>;
}

/** A control that is being judged, a batch at a time. */
export interface OngoingControl extends Concluding {
  readonly id: string;
  /** Takes what the control says next. Returns whether there is more. */
  advance(): boolean;
  /** Writes its findings behind those that are written, and gives the verdict. */
  finish(findings: LineWriter): JudgedControl;
}

/**
 * Judges one control over everybody; memory does not grow with the population. A control that fails itself is unknown
 * and leaves the others whole: the night must end with a seal.
 */
export function startControl(
  control: Control,
  input: ControlInput,
  options: JudgeControlOptions,
): OngoingControl {
  const lines = findingLines(join(options.scratch, `findings-of-${control.id}.ndjson`));
  const counts: Record<FindingStatus, number> = { pass: 0, fail: 0, unknown: 0, waived: 0 };
  const concluded = tally(control.id);
  let drift: DriftList = drifts(options.run, control.id);
  let fault: string | null = null;
  let claims = waiverClaims(options.waivers);
  let shared: ReadonlyMap<string, readonly string[]> = new Map();

  const sink: JudgedSink = {
    judged({ before, after, line }) {
      if (after) {
        counts[findingStatus(after)]++;
        concluded.add(after);
        lines.add(line ?? recordLine(after));
      }
      if (after) claims.add(after, before === null);
      if (options.previous) drift.add(subjectDrift(options.run, before, after));
    },
    ambiguous(namesakes, isNew) {
      if (isNew) drift.add(ambiguousWaiver(options.run, control.id, namesakes));
    },
  };
  const evaluate = (): Iterable<Assessed> => guarded(() => control.evaluate(input));
  const attempt = (assessed: Iterable<Assessed>, whole: boolean, renamed?: Renamed['before']) => {
    lines.clear();
    concluded.clear();
    Object.assign(counts, { pass: 0, fail: 0, unknown: 0, waived: 0 });
    drift = drifts(options.run, control.id);
    claims = waiverClaims(options.waivers);
    const given = { ...options, control: control.id, whole, shared, ...(renamed ? { renamed } : {}) };
    return walk(assessed, given, sink);
  };
  const whole =
    isAllSeen(control, input) && contradictions(control, input, options.contradicted).length === 0;
  const sorted = (): Iterable<Assessed> =>
    sortedAssessments(evaluate(), join(options.scratch, `assessments-of-${control.id}.ndjson`));
  /** As the assessments came; else sorted, and with what they were called; else without any, as unknown. */
  const recover = (error: unknown): void => {
    try {
      if (error instanceof Renamed) finishWalk(attempt(sorted(), whole, error.before));
      else if (error instanceof OutOfOrder) finishWalk(attempt(sorted(), whole));
      else throw error;
    } catch (broken) {
      if (broken instanceof Renamed && !(error instanceof Renamed)) recover(broken);
      else if (broken instanceof ControlFault) {
        fault = broken.message;
        finishWalk(attempt([], false));
      } else throw broken;
    }
  };

  /** A waiver that covered several is known as such at the end only: all is judged again, and it covers none. */
  const withoutShared = (): void => {
    const found = claims.shared();
    if (found.every(({ name }) => shared.has(name))) return;
    shared = new Map(found.map(({ keys, name }) => [name, keys]));
    try {
      finishWalk(attempt(sorted(), whole));
    } catch (error) {
      recover(error);
    }
    for (const { isNew, keys, subject } of found)
      if (isNew)
        drift.add(
          ambiguousWaiver(
            options.run,
            control.id,
            keys.map((key) => ({ key, subject })),
          ),
        );
  };

  const first = attempt(sortedIfFew(evaluate()), whole);
  const needs = () => needStates(control.needs, input.documents);
  const against: Contradicted = (lists) => contradictedIn(lists, options.contradicted);
  return {
    id: control.id,
    onConnection: (connection) =>
      fault === null ? concluded.onConnection(connection, needs(), against) : unknown(fault),
    onSubject: (subject) => concluded.onSubject(subject, needs(), against),
    advance() {
      let more = false;
      try {
        more = first.advance();
      } catch (error) {
        first.close();
        recover(error);
      }
      if (!more) withoutShared();
      return more;
    },
    finish: (findings) =>
      controlResult(control, input, { counts, drift, fault, lines: lines.moveTo(findings) }, options),
  };
}

interface Walk {
  advance(): boolean;
  close(): void;
}

function walk(
  assessed: Iterable<Assessed>,
  options: JudgeOptions & { readonly previous: PreviousRun | null },
  sink: JudgedSink,
): Walk {
  const source = assessed[Symbol.iterator]();
  const judgement = judging(options.previous?.lines(options.control) ?? [], options, sink);
  return {
    advance() {
      const { done, value } = source.next();
      if (done) judgement.end();
      else if (isOne(value)) judgement.add(value);
      else for (const one of value) judgement.add(one);
      if (done) judgement.close();
      return !done;
    },
    close() {
      source.return?.();
      judgement.close();
    },
  };
}

function finishWalk(ongoing: Walk): void {
  try {
    while (ongoing.advance());
  } finally {
    ongoing.close();
  }
}
