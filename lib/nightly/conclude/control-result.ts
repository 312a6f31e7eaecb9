import type { DriftEvent } from '../../drift/event.ts';
import { controlDrift } from '../../drift/subjects.ts';
import { isWhole } from '../../evidence/document.ts';
import type { Control, ControlInput } from '../../judging/control.ts';
import type { FindingStatus } from '../../judging/finding.ts';
import { isOfNeed, type Need } from '../../judging/need.ts';
import { type NeedState, needStates, obstacles, rollUp } from '../../judging/roll-up.ts';
import type { ControlResult } from '../../runs/findings-document.ts';
import type { PreviousRun } from '../../runs/read-findings.ts';
import type { DriftList } from './drift-list.ts';

export interface JudgedControl {
  readonly result: ControlResult;
  readonly drift: readonly DriftEvent[];
}

/** What a control came to before its parts are weighed. */
export interface Weighed {
  readonly counts: Readonly<Record<FindingStatus, number>>;
  readonly drift: DriftList;
  /** Why the control could not be judged at all. */
  readonly fault: string | null;
  readonly lines: ControlResult['lines'];
}

/**
 * Whether everything was seen that the control reads, also what it can do without: else a subject that is missing
 * may only be out of sight.
 */
export function isAllSeen({ needs }: Control, { documents }: ControlInput): boolean {
  const isCollected = (need: Need): boolean => documents.some((document) => isOfNeed(document, need));
  const read = needs.filter((need) => !need.optional || isCollected(need));
  return needStates(
    read.map(({ optional: _, ...need }) => need),
    documents,
  ).every(({ document }) => document !== null && isWhole(document));
}

interface ResultOptions {
  readonly run: string;
  readonly previous: PreviousRun | null;
  readonly contradicted?: ReadonlyMap<string, string>;
}

/** What the provider's own counts say against the lists that a control needs: such a list bars a pass as one cut short does. */
export function contradictions(
  { needs }: Control,
  { documents }: ControlInput,
  contradicted: ReadonlyMap<string, string> = new Map(),
): readonly string[] {
  return contradictedIn(needStates(needs, documents), contradicted);
}

/** The same of lists that are known by name. */
export function contradictedIn(
  needs: readonly NeedState[],
  contradicted: ReadonlyMap<string, string> = new Map(),
): readonly string[] {
  if (contradicted.size === 0) return [];
  return needs.flatMap(({ document }) => {
    const name = `${document?.connection}/${document?.dataset}`;
    const text = contradicted.get(name);
    return text === undefined ? [] : [`${name}: ${text}`];
  });
}

/** The verdict on a control, with all that it rests on. */
export function controlResult(
  control: Control,
  input: ControlInput,
  { counts, drift, fault, lines }: Weighed,
  { contradicted, run, previous }: ResultOptions,
): JudgedControl {
  const needs = needStates(control.needs, input.documents);
  const barred = [
    ...(fault === null ? [] : [fault]),
    ...obstacles(needs, counts),
    ...contradictions(control, input, contradicted),
  ];
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
    needs: needs.map((need) => needOf(need, run, before)),
    since: before?.verdict === verdict ? before.since : run,
    firstJudged: before?.firstJudged ?? (isAllSeen(control, input) ? run : null),
    lines,
  };
  return { result, drift: changed ? [changed, ...drift.events()] : drift.events() };
}

function needOf(
  { connection: of, dataset, document }: NeedState,
  run: string,
  before: ControlResult | undefined,
): ControlResult['needs'][number] {
  const connection = document?.connection ?? of ?? null;
  const was = before?.needs.find((one) => one.connection === connection && one.dataset === dataset);
  return {
    connection,
    dataset,
    completeness: document?.completeness ?? null,
    firstWhole: (was && firstWholeOf(was, before)) ?? (document && isWhole(document) ? run : null),
  };
}

/** Since when a need was seen whole; by findings that did not keep it yet, since the control could judge. */
export function firstWholeOf(
  { firstWhole }: ControlResult['needs'][number],
  of: ControlResult | undefined,
): string | null {
  return firstWhole === undefined ? (of?.firstJudged ?? null) : firstWhole;
}
