import { type Attestation, latestFor } from './attestation.ts';
import { daysBetween } from './local-date.ts';
import type { Waiver } from './waivers.ts';

/** Days before its end from which on something that ends is spoken of. */
export const warningDays = 14;

/** A connection's credential that ends, as its provider says. */
export interface CredentialEnd {
  readonly connection: string;
  /** Day on which it ends, YYYY-MM-DD, in the company's time zone. */
  readonly expires: string;
}

/** Something that counts until a day: a waiver, the newest attestation on a control, or a credential. */
export interface End {
  readonly of: 'waiver' | 'attestation' | 'credential';
  /** Null for a credential. */
  readonly control: string | null;
  /** Of a waiver; of a credential its connection; null for an attestation. */
  readonly subject: string | null;
  /** Last day on which it counts, YYYY-MM-DD. */
  readonly expires: string;
  /** What it rests on, without a full stop. */
  readonly text: string;
}

/** All that ends, in no order. */
export function endsOf(
  waivers: readonly Waiver[],
  attestations: readonly Pick<Attestation, 'control' | 'by' | 'at' | 'expires'>[],
  credentials: readonly CredentialEnd[],
): End[] {
  const controls = [...new Set(attestations.map(({ control }) => control))];
  return [
    ...credentials.map(({ connection, expires }): End => {
      const text = 'Without another one, nothing can be collected there from then on';
      return { of: 'credential', control: null, subject: connection, expires, text };
    }),
    ...waivers.map(({ control, subject, expires, reason, approvedBy }): End => {
      return { of: 'waiver', control, subject, expires, text: `${reason} (approved by ${approvedBy})` };
    }),
    ...controls.flatMap((control): End[] => {
      const attestation = latestFor(attestations, control);
      if (!attestation) return [];
      const text = `Attested by ${attestation.by} on ${attestation.at.slice(0, 10)}`;
      return [{ of: 'attestation', control, subject: null, expires: attestation.expires, text }];
    }),
  ];
}

/** Those that still count and end within fourteen days, the next first. `today` is a day in the company's time zone. */
export function endingSoon(ends: readonly End[], today: string): End[] {
  return ends
    .filter(({ expires }) => {
      const left = daysBetween(today, expires);
      return left >= 0 && left <= warningDays;
    })
    .sort((a, b) => (a.expires < b.expires ? -1 : 1));
}

/** When it ends, or ended, as a sentence: `The waiver counts until 2026-12-01, 7 days from now.` */
export function endText({ of, expires }: End, today: string): string {
  const left = daysBetween(today, expires);
  if (left < 0) return `The ${of} ended on ${expires}.`;
  const when = left === 0 ? 'today' : left === 1 ? '1 day from now' : `${left} days from now`;
  return `The ${of} counts until ${expires}, ${when}.`;
}
