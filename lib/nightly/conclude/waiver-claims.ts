import type { Finding } from '../../judging/finding.ts';

/** A waiver that matches several subjects which are called alike in other letters, or one that is called by another's key. */
export interface SharedWaiver {
  /** What it names, lower-cased. */
  readonly name: string;
  /** What one of them is called. */
  readonly subject: string;
  readonly keys: readonly string[];
  /** Whether one of them was not there the night before. */
  readonly isNew: boolean;
}

export interface WaiverClaims {
  add(finding: Finding, isNew: boolean): void;
  /** Subjects that are called just the same stand side by side, and are told apart where they are judged. */
  shared(): readonly SharedWaiver[];
}

interface Claim {
  readonly keys: Set<string>;
  readonly subjects: Set<string>;
  isNew: boolean;
}

/** Counts whom each waiver matches. Waivers are few, however many subjects there are. */
export function waiverClaims(waivers: ReadonlyMap<string, unknown>): WaiverClaims {
  const claims = new Map<string, Claim>();
  return {
    add({ key, subject }, isNew) {
      if (key === undefined || waivers.size === 0) return;
      for (const name of [key.toLowerCase(), subject.toLowerCase()])
        if (waivers.has(name)) {
          const claim = claims.get(name) ?? { keys: new Set(), subjects: new Set(), isNew: false };
          claims.set(name, claim);
          claim.keys.add(key);
          claim.subjects.add(subject);
          claim.isNew ||= isNew;
        }
    },
    shared: () =>
      [...claims].flatMap(([name, { isNew, keys, subjects }]) => {
        const [subject = name] = subjects;
        return keys.size > 1 && subjects.size > 1 ? [{ name, subject, keys: [...keys].sort(), isNew }] : [];
      }),
  };
}
