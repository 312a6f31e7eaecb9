import type { Assessment } from './control.ts';
import type { Finding } from './finding.ts';

/** Assessments did not come in order of subject and key; the caller sorts them and begins again. */
export class OutOfOrder extends Error {
  override readonly name = 'OutOfOrder';
}

/** Some subjects are called otherwise than the night before: the caller begins again and says what they were. */
export class Renamed extends Error {
  override readonly name = 'Renamed';
  readonly before: ReadonlyMap<string, Finding>;

  constructor(before: ReadonlyMap<string, Finding>) {
    super(`${before.size} subjects are called otherwise than the night before.`);
    this.before = before;
  }
}

/** Tonight's assessments of all that are called the same, each with what it was. */
export type Subjects = readonly { readonly assessment: Assessment; readonly before: Finding | null }[];

export interface JoinSink {
  /** All subjects of one name; nearly always one. */
  together(subjects: Subjects): void;
  /** One that was there the night before and is not now. */
  gone(before: Finding): void;
}

export interface SubjectJoin {
  add(assessment: Assessment): void;
  end(): void;
  close(): void;
}

/**
 * Walks tonight's assessments and the findings of the night before side by side, both in order of subject and key. One
 * that is called otherwise is found at the end, by its key. Findings without keys are matched by subject.
 */
export function subjectJoin(
  previous: Iterable<Finding>,
  renamed: ReadonlyMap<string, Finding>,
  sink: JoinSink,
): SubjectJoin {
  const earlier = previous[Symbol.iterator]();
  let at: IteratorResult<Finding> | null = null;
  let group: { assessment: Assessment; before: Finding | null }[] = [];
  const lost = new Map<string, Finding>();
  const found = new Set<string>();
  /** Where nothing was found the night before, nobody is called otherwise, and a large company's keys need not be held. */
  let compares = false;
  const next = (): void => {
    at = earlier.next();
    compares ||= !at.done;
  };
  const pass = (before: Finding): void => {
    if (before.key !== undefined && renamed.has(before.key)) return;
    if (before.key !== undefined) lost.set(before.key, before);
    sink.gone(before);
  };
  const beforeOf = (assessment: Assessment): Finding | null => {
    if (!at) next();
    for (; at && !at.done && order(at.value, assessment) < 0; next()) pass(at.value);
    const before = at && !at.done && order(at.value, assessment) === 0 ? at.value : null;
    if (before) next();
    else if (compares) found.add(assessment.key);
    return before ?? renamed.get(assessment.key) ?? null;
  };
  const flush = (): void => {
    if (group.length > 0) sink.together(group);
    group = [];
  };
  return {
    add(assessment) {
      const last = group.at(-1)?.assessment;
      if (last && order(assessment, last) < 0) throw new OutOfOrder();
      if (last && last.subject !== assessment.subject) flush();
      group.push({ assessment, before: beforeOf(assessment) });
    },
    end() {
      flush();
      if (!at) next();
      for (; at && !at.done; next()) pass(at.value);
      const again = new Map([...lost].filter(([key]) => found.has(key)));
      if (again.size > 0) throw new Renamed(again);
    },
    close() {
      earlier.return?.();
    },
  };
}

type Placed = Pick<Finding, 'key' | 'subject'>;

/** By subject and, among those of one name, by key; by subject alone where one has no key. */
function order(one: Placed, other: Placed): number {
  if (one.subject !== other.subject) return one.subject < other.subject ? -1 : 1;
  if (one.key === undefined || other.key === undefined || one.key === other.key) return 0;
  return one.key < other.key ? -1 : 1;
}
