import { short } from '../../../../evidence/mail/quoted.ts';
import { type Tag, tagsOf, tagValue } from '../../../../evidence/mail/tag-list.ts';

/** What is asked of mail servers: for the domain, for names below it that exist, and for those that do not. */
export interface Policy {
  readonly own: string;
  readonly below: string;
  readonly absent: string;
  /** Of mail that fails, the share in percent that the policy is for; the rest gets the next lower one. */
  readonly share: number;
  /** Whether it is asked for as a test only. */
  readonly test: boolean;
}

const none: Policy = { own: 'none', below: 'none', absent: 'none', share: 100, test: false };
const levels = ['none', 'quarantine', 'reject'] as const;
type Level = (typeof levels)[number];

/** A record by both standards. A word that neither knows makes it unknown, said in words. */
export interface Readings {
  readonly older: Policy;
  readonly newer: Policy;
  readonly doubt: string | null;
  /** Why the record asks for nothing by a standard, or for less than it seems to. */
  readonly notes: readonly string[];
}

/** `inherited` for a domain that has no record of its own: the part for names below counts for it. */
export function readPolicy(record: string, inherited: boolean): Readings {
  const tags = tagsOf(record, { foldNames: true });
  if (tags === null)
    return {
      older: none,
      newer: none,
      doubt: null,
      notes: ['its tags cannot be read, or one is given twice'],
    };
  const tag = (name: string) => tagValue(tags, name)?.toLowerCase();
  const invalid = ['p', 'sp', 'np'].filter((name) => tag(name) !== undefined && !isLevel(tag(name)));
  const notes = invalid.map((name) => `${short(`${name}=${tag(name)}`)} is no policy`);
  if (tag('p') === undefined) notes.push('it has no p=');
  const counts = (names: readonly string[]) => names.every((name) => !invalid.includes(name));
  const p = tag('p') ?? 'none';
  const sp = tag('sp') ?? p;
  const second = tags[1]?.name === 'p';
  if (isLevel(p) && tag('p') !== undefined && !second) notes.push('p= does not come right after v=DMARC1');
  const older = counts(['p', 'sp']) && second ? policyOf(inherited, p, sp, sp) : none;
  const newer = counts(['p', 'sp', 'np']) ? policyOf(inherited, p, sp, tag('np') ?? sp) : none;
  return {
    older: { ...older, share: shareOf(tag('pct')) ?? 100 },
    newer: tag('t') === 'y' ? lowered(newer) : newer,
    doubt: doubtIn(tags),
    notes,
  };
}

export function enforces({ absent, below, own, share, test }: Policy): boolean {
  return (
    share === 100 &&
    !test &&
    [own, below, absent].every((level) => level === 'quarantine' || level === 'reject')
  );
}

/** In words, for a reason. */
export function policyText({ absent, below, own, share, test }: Policy): string {
  const parts = [`p=${own}`];
  if (below !== own) parts.push(`sp=${below}`);
  if (absent !== below) parts.push(`np=${absent}`);
  if (test) parts.push('as a test');
  if (share !== 100) parts.push(`for ${share} % of the mail`);
  return parts.join(' ');
}

function policyOf(inherited: boolean, p: string, below: string, absent: string): Policy {
  return { own: inherited ? below : p, below, absent, share: 100, test: false };
}

/** As a test (`t=y`) each policy counts for the one below it (RFC 9989, 4.7). */
function lowered({ absent, below, own, share }: Policy): Policy {
  const down = (level: string) => levels[Math.max(levels.indexOf(level as Level) - 1, 0)] ?? 'none';
  return { own: down(own), below: down(below), absent: down(absent), share, test: true };
}

function isLevel(name: string | undefined): name is Level {
  return levels.some((level) => level === name);
}

/** Null for what is no share. */
function shareOf(pct: string | undefined): number | null {
  if (pct === undefined) return 100;
  return /^\d{1,3}$/.test(pct) && Number(pct) <= 100 ? Number(pct) : null;
}

function doubtIn(tags: readonly Tag[]): string | null {
  const pct = tagValue(tags, 'pct')?.toLowerCase();
  const t = tagValue(tags, 't')?.toLowerCase();
  if (shareOf(pct) === null) return `${short(`pct=${pct}`)} is no number from 0 to 100`;
  return t === undefined || t === 'y' || t === 'n' ? null : `${short(`t=${t}`)} is neither y nor n`;
}
