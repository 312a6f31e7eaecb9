/** Things that turn out to be one, by their numbers. */
export interface Groups {
  join(members: readonly number[]): void;
  /** The same number for all that are one: the least of theirs. */
  of(member: number): number;
}

/** So many things, each by itself at first. */
export function groupsOf(count: number): Groups {
  const above = Int32Array.from({ length: count }, (_, index) => index);
  const of = (member: number): number => {
    let at = member;
    for (let next = above[at] ?? at; next !== at; next = above[at] ?? at) {
      above[at] = above[next] ?? next;
      at = next;
    }
    return at;
  };
  return {
    of,
    join([first, ...others]) {
      if (first === undefined) return;
      for (const other of others) {
        const [a, b] = [of(first), of(other)];
        above[Math.max(a, b)] = Math.min(a, b);
      }
    },
  };
}
