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
    super(`${before.size} subjects have another name than on the night before.`);
    this.before = before;
  }
}

/** The finding of a subject that passes, which follows from its assessment alone, and the line that it is written as. */
export interface Passing {
  readonly finding: Finding;
  readonly line: string;
}

/** An assessment of tonight; `passing` where it is a pass. */
export interface Assessed {
  readonly assessment: Assessment;
  readonly passing: Passing | null;
}

/** Tonight's assessments of all that are called the same, each with what it was. */
export type Subjects = readonly (Assessed & { readonly before: Finding | null })[];

export interface JoinSink {
  /** All subjects of one name; nearly always one. */
  together(subjects: Subjects): void;
  /** One that was there the night before and is not now. */
  gone(before: Finding): void;
}

export interface SubjectJoin {
  add(one: Assessed): void;
  end(): void;
  close(): void;
}

/**
 * Walks tonight's assessments and the findings of the night before side by side, both in order of subject and key. One
 * that is called otherwise is found at the end, by its key. Findings without keys are matched by subject. Whoever passes as
 * the night before has the same line, which is not parsed.
 *
 * @param previous findings as lines of canonical JSON
 */
export function subjectJoin(
  previous: Iterable<string>,
  renamed: ReadonlyMap<string, Finding>,
  sink: JoinSink,
): SubjectJoin {
  const earlier = previous[Symbol.iterator]();
  /** The line that is next; null before the first one and behind the last. */
  let line: string | null = null;
  let parsed: Finding | null = null;
  let begun = false;
  let group: (Assessed & { before: Finding | null })[] = [];
  const lost = new Map<string, Finding>();
  const found = new Set<string>();
  /** Where nothing was found the night before, nobody is called otherwise, and a large company's keys need not be held. */
  let compares = false;
  const next = (): void => {
    const { done, value } = earlier.next();
    [line, parsed, begun] = [done ? null : value, null, true];
    compares ||= !done;
  };
  const first = (): string | null => {
    if (!begun) next();
    return line;
  };
  const finding = (text: string): Finding => {
    parsed ??= JSON.parse(text) as Finding;
    return parsed;
  };
  const pass = (before: Finding): void => {
    if (before.key !== undefined && renamed.has(before.key)) return;
    if (before.key !== undefined) lost.set(before.key, before);
    sink.gone(before);
  };
  const beforeOf = ({ assessment, passing }: Assessed): Finding | null => {
    if (passing !== null && passing.line === first()) {
      next();
      return passing.finding;
    }
    for (let at = first(); at !== null && order(finding(at), assessment) < 0; at = line) {
      pass(finding(at));
      next();
    }
    const before = line !== null && order(finding(line), assessment) === 0 ? finding(line) : null;
    if (before) next();
    else if (compares) found.add(assessment.key);
    return before ?? renamed.get(assessment.key) ?? null;
  };
  const flush = (): void => {
    if (group.length > 0) sink.together(group);
    group = [];
  };
  return {
    add(one) {
      const { assessment } = one;
      const last = group.at(-1)?.assessment;
      if (last && order(assessment, last) < 0) throw new OutOfOrder();
      if (last && last.subject !== assessment.subject) flush();
      group.push({ ...one, before: beforeOf(one) });
    },
    end() {
      flush();
      for (let at = first(); at !== null; at = line) {
        pass(finding(at));
        next();
      }
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
