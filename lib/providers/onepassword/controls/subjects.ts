/** Something that a control judges, with how it may be told from its namesakes. */
export interface Nameable {
  readonly name: string;
  /** Added in this order, in brackets, until no other has the same subject; the last must be unique. */
  readonly marks: readonly string[];
}

/** A subject for each: its name, or where several have it (in any case of letters) `name (mark)`. In the given order. */
export function distinctSubjects(things: readonly Nameable[]): readonly string[] {
  const levels = things.map(() => 0);
  for (;;) {
    const subjects = things.map((thing, index) => labelled(thing, levels[index] ?? 0));
    const clashing = indicesOfClashes(subjects).filter(
      (index) => (levels[index] ?? 0) < (things[index]?.marks.length ?? 0),
    );
    if (clashing.length === 0) return subjects;
    for (const index of clashing) levels[index] = (levels[index] ?? 0) + 1;
  }
}

function labelled({ name, marks }: Nameable, level: number): string {
  return level === 0 ? name : `${name} (${marks.slice(0, level).join(', ')})`;
}

function indicesOfClashes(subjects: readonly string[]): readonly number[] {
  const keys = subjects.map((subject) => subject.toLowerCase());
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return keys.flatMap((key, index) => ((counts.get(key) ?? 0) > 1 ? [index] : []));
}
