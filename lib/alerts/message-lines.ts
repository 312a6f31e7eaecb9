import type { FindingStatus } from '../judging/finding.ts';
import { plural } from '../text/plural.ts';
import type { Alert, AlertItem, AlertSection, AlertSubject } from './alert.ts';

/** A line of a message, and what it is, so that a form can set it. */
export interface Line {
  readonly kind: 'name' | 'what' | 'subject' | 'fix' | 'evidence';
  readonly text: string;
}

const marks: Record<FindingStatus, string> = { pass: '✔', fail: '✘', unknown: '?', waived: '~' };

/** An item as lines, the same in every form. */
export function itemLines({ name, title, what, subjects, more, fix, evidence }: AlertItem): Line[] {
  return [
    { kind: 'name', text: title ? `${name} (${title})` : name },
    { kind: 'what', text: what },
    ...subjects.map((subject): Line => ({ kind: 'subject', text: subjectLine(subject) })),
    ...(more > 0 ? [{ kind: 'subject', text: `and ${plural(more, 'other')}` } as const] : []),
    ...(fix ? [{ kind: 'fix', text: `To do: ${fix}` } as const] : []),
    ...(evidence.length > 0 ? [{ kind: 'evidence', text: `Evidence: ${evidence.join(', ')}` } as const] : []),
  ];
}

function subjectLine({ name, words, standing }: AlertSubject): string {
  const mark = standing === null ? '–' : marks[standing];
  return `${mark} ${name}${words ? `: ${words}` : ''}`;
}

/** What a section leaves out, or null. */
export function moreLine({ more }: AlertSection, alert: Alert): string | null {
  return more > 0 ? `and ${more} more: ${restCommand(alert)}` : null;
}

/** What tells all of it. */
export function restCommand({ rest }: Alert): string {
  return rest ?? 'exhibit drift';
}

export function headLine({ head }: Alert): string {
  return `Sealed as number ${head.sequence}, sha256 ${head.sha256}`;
}

export function titleLine({ organization, day }: Alert): string {
  return `${organization}, night of ${day}`;
}
