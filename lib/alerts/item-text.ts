import { localDate } from '../judging/local-date.ts';
import { clip } from '../text/clip.ts';
import { inert } from '../text/inert.ts';
import type { AlertItem, AlertSubject } from './alert.ts';
import type { AlertNight } from './night.ts';

/** So many subjects of an item are named; the rest are counted. */
export const subjectsNamed = 5;
const keysNamed = 5;

const longestName = 150;
const longestText = 300;

export const nameOf = (text: string): string => clip(inert(text), longestName);
export const shortText = (text: string): string => clip(inert(text), longestText);

/** The day of a moment (RFC 3339) in the company's time zone. */
export function dayOf(moment: string, { timezone }: Pick<AlertNight, 'timezone'>): string {
  return localDate(new Date(moment), timezone);
}

export interface ItemParts {
  readonly name: string;
  readonly what: string;
  readonly title?: string | null;
  readonly subjects?: readonly AlertSubject[];
  /** All subjects, those included that are not given; by default as many as are given. */
  readonly total?: number;
  readonly fix?: string | null;
  readonly evidence?: readonly string[];
}

/** An item whose texts, wherever they come from, are inert and bounded. */
export function item({ name, what, title, subjects = [], total, fix, evidence = [] }: ItemParts): AlertItem {
  const shown = subjects.slice(0, subjectsNamed);
  return {
    name: nameOf(name),
    title: title ? shortText(title) : null,
    what: shortText(what),
    subjects: shown.map((one) => ({ ...one, name: nameOf(one.name), words: shortText(one.words) })),
    more: Math.max(total ?? 0, subjects.length) - shown.length,
    fix: fix ? shortText(fix) : null,
    evidence: evidence.slice(0, keysNamed),
  };
}
