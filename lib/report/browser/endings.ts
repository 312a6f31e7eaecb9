import { data } from './data.ts';
import { daysFrom } from './texts.ts';

/** What ends within so many days is told. */
export const soonDays = 30;

/** Something that verdicts or nights rest on, and that ends. */
export interface Ending {
  readonly what: string;
  /** Its last day, or the moment. */
  readonly ends: string;
  /** Whole days that are left; below zero where it ended. */
  readonly days: number;
  readonly fix: string;
}

/** Whatever ends soon or ended lately, the first one first. @param now RFC 3339 */
export function endings(now: string): Ending[] {
  const all = [...waivers(), ...attestations(), ...announced()].map((one) => ({
    ...one,
    days: daysTo(one.ends, now),
  }));
  return all
    .filter(({ days }) => days <= soonDays)
    .sort((a, b) => a.days - b.days || (a.what < b.what ? -1 : 1));
}

type Undated = Omit<Ending, 'days'>;

function daysTo(ends: string, now: string): number {
  const dayOf = (text: string): string => `${text.slice(0, 10)}T00:00:00Z`;
  return Math.round(daysFrom(dayOf(now), dayOf(ends)));
}

const lastNight = data.nights.length - 1;

/** Those that the configuration had on the last night. */
function waivers(): Undated[] {
  return data.waivers
    .filter(({ to }) => to === lastNight)
    .map(({ control, expires, subject }) => ({
      what: `The waiver of ${control} for ${subject}`,
      ends: expires,
      fix: 'Fix what it excuses, or decide again and write it into exhibit.yaml.',
    }));
}

/** Those that counted on the last night; another one of the same control may take over. */
function attestations(): Undated[] {
  return data.attestations
    .filter(({ covered }) => covered.some(({ to }) => to === lastNight))
    .map(({ by, control, expires }) => ({
      what: `The attestation of ${by} on ${control}`,
      ends: expires,
      fix: `Look again, and say so: exhibit attest ${control}`,
    }));
}

/** What nights told of credentials and exports; of several about the same the last one counts. */
function announced(): Undated[] {
  const found = new Map<string, Undated>();
  for (const { after, message, subject, type } of data.changes)
    if (/^(credential|baseline)\./.test(type) && after !== null)
      found.set(`${type.split('.')[0]} ${subject}`, {
        what: message,
        ends: after,
        fix: type.startsWith('baseline')
          ? 'Export the vaults again: exhibit export onepassword'
          : `Make a new credential for ${subject ?? 'it'}.`,
      });
  return [...found.values()];
}
