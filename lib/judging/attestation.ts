import * as z from 'zod/mini';
import { daysBetween, localDate, mostDays, withinExpiry } from './local-date.ts';
import { type RecordedReview, recordedReview } from './recorded-review.ts';

/** A file that a person handed over with their attestation; it lies in the locker beside it. */
export interface AttestedFile {
  /** As the person named it, without folders. */
  readonly name: string;
  /** Key in the locker. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** A person's dated statement on what no API answers. Stored once; a later one for the same control takes its place. */
export interface Attestation {
  readonly schema: 'exhibit/attestation/v1';
  readonly control: string;
  /** Who says so. */
  readonly by: string;
  /** What was looked at, and what was seen. */
  readonly note: string;
  /** When it was recorded, RFC 3339. */
  readonly at: string;
  /** Last day on which it counts, YYYY-MM-DD, in the company's time zone. */
  readonly expires: string;
  readonly files: readonly AttestedFile[];
  /** Who typed it, which is not always who says so: a user of a machine. Absent in attestations of before this was kept. */
  readonly recordedBy?: RecordedBy | undefined;
  /** What the configuration had when it was given. Absent in attestations of before this was kept, which speak of everything. */
  readonly about?: AttestedScope | undefined;
  /** Of an attestation that is an access review: what was decided, on which sheets. */
  readonly review?: RecordedReview | undefined;
}

/** Who typed an attestation, so far as the machine knew. */
export interface RecordedBy {
  readonly user: string | null;
  readonly host: string;
  /** Where the locker is a bucket: whom AWS took the caller for; null where it did not say. */
  readonly aws?: { readonly account: string; readonly arn: string } | null | undefined;
}

/** What somebody who attests could have looked at: all that any attestation can speak of. */
export interface AttestedScope {
  /** Ids of connections. */
  readonly connections: readonly string[];
  /** Policy documents, by `policyKey`. */
  readonly policies: readonly string[];
  /** Shared accounts, by `sharedAccountKey`. Absent in attestations of before these were kept, which speak of all of them. */
  readonly sharedAccounts?: readonly string[] | undefined;
  /** Services of the register, by `serviceKey`. Absent in attestations of before there was one, which speak of none. */
  readonly services?: readonly string[] | undefined;
}

/** The attestation where it speaks of this one; null where what it is about came into the configuration later. */
export function attestationOn(
  attestation: Attestation | null,
  kind: keyof AttestedScope,
  name: string,
): Attestation | null {
  const spoken = attestation?.about?.[kind]?.includes(name);
  return spoken === false || (kind === 'services' && !spoken) ? null : attestation;
}

const day = /^\d{4}-\d\d-\d\d$/;
const file = z.object({ name: z.string(), path: z.string(), sha256: z.string(), bytes: z.number() });
const schema = z.object({
  schema: z.literal('exhibit/attestation/v1'),
  control: z.string(),
  by: z.string(),
  note: z.string(),
  at: z.iso.datetime(),
  expires: z.string().check(z.regex(day)),
  files: z.array(file),
  recordedBy: z.optional(
    z.object({
      user: z.nullable(z.string()),
      host: z.string(),
      aws: z.optional(z.nullable(z.object({ account: z.string(), arn: z.string() }))),
    }),
  ),
  about: z.optional(
    z.object({
      connections: z.array(z.string()),
      policies: z.array(z.string()),
      sharedAccounts: z.optional(z.array(z.string())),
      services: z.optional(z.array(z.string())),
    }),
  ),
  review: z.optional(recordedReview),
});

/** An attestation from its stored text; null for what is none. */
export function attestationIn(text: string): Attestation | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The newest attestation on a control, if it still counts; one that has ended says nothing. */
export function attestationInForce(
  attestations: readonly Attestation[],
  control: string,
  now: Date,
  timezone: string,
): Attestation | null {
  const latest = latestFor(attestations, control);
  const counts =
    latest &&
    withinExpiry(latest.expires, now, timezone) &&
    daysBetween(localDate(new Date(latest.at), timezone), localDate(now, timezone)) <= mostDays;
  return counts ? latest : null;
}

/** The newest attestation on a control, whether it still counts or not. */
export function latestFor<Dated extends Pick<Attestation, 'control' | 'at'>>(
  attestations: readonly Dated[],
  control: string,
): Dated | null {
  const own = attestations.filter((one) => one.control === control);
  return own.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0] ?? null;
}

/**
 * How a pass that rests on an attestation says so. A run whose nominal time was chosen may lie before it: nobody
 * had given it by then.
 *
 * @param now the moment that the judgement is about
 */
export function attestedText({ by, at, expires, note }: Attestation, now: Date): string {
  const later = Date.parse(at) > now.getTime() ? ', after the time of this run' : '';
  return `Attested by ${by} on ${at.slice(0, 10)}${later}, counts until ${expires}: ${note}`;
}

/** How evidence that contradicts an attestation says so; nothing where there is none. */
export function despiteText(attestation: Attestation | null): string {
  return attestation ? `, despite what ${attestation.by} attested on ${attestation.at.slice(0, 10)}` : '';
}
