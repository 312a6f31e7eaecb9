/** Which identifiers stand for one person, as the nights of a period have them. */
export interface SamePerson {
  /** Learns that an identifier is one of this person, whose own one that is called by. */
  belongs(identifier: string, person: string): void;
  /** One identifier for all that are one person; itself for one of which that is not known, or of which nights disagree. */
  oneOf(identifier: string): string;
}

/**
 * An address that was one person's and is another's later is neither's: two people never become one. Where two were each
 * other's at different times, such as after a change of name, they are one person.
 */
export function samePerson(): SamePerson {
  const owners = new Map<string, Set<string>>();
  const known = new Map<string, string>();
  const resolve = (identifier: string, path: readonly string[]): string => {
    const at = path.indexOf(identifier);
    if (at >= 0) return path.slice(at).toSorted()[0] ?? identifier;
    const targets = [...(owners.get(identifier) ?? [])];
    const found = new Set(targets.map((target) => resolve(target, [...path, identifier])));
    const [only] = found;
    return only !== undefined && found.size === 1 ? only : identifier;
  };
  return {
    belongs(identifier, person) {
      const [from, to] = [comparable(identifier), comparable(person)];
      if (from === to || from === '' || to === '') return;
      owners.set(from, (owners.get(from) ?? new Set()).add(to));
      known.clear();
    },
    oneOf(identifier) {
      const own = comparable(identifier);
      const found = known.get(own) ?? resolve(own, []);
      known.set(own, found);
      return found;
    },
  };
}

function comparable(identifier: string): string {
  return identifier.normalize('NFC').trim().toLowerCase();
}
