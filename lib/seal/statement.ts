import * as z from 'zod/mini';
import { $ZodError } from 'zod/v4/core';
import { canonicalText } from '../evidence/canonical.ts';
import { withMessages } from '../evidence/schema-messages.ts';
import { SealError } from './error.ts';
import { readCanonical } from './read-canonical.ts';
import { sumsName } from './sums.ts';

/** The DSSE payload type of in-toto statements. */
export const payloadType = 'application/vnd.in-toto+json';
const statementType = 'https://in-toto.io/Statement/v1';
export const predicateType = 'urn:exhibit:seal:v1';

const time = z.iso.datetime();
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const count = z.int().check(z.nonnegative());

const predicateSchema = z.object({
  /** Which locker this is: the same text in every seal of a chain, wherever the locker lies. */
  origin: z.object({ locker: z.string().check(z.minLength(1)) }),
  /** The run's nominal time; it names the run's folder. */
  run: time,
  /** Counts from 1 without gaps; it names the seal's own file. */
  sequence: z.int().check(z.positive()),
  /** What the run speaks for: from the run before it, null at the first, to itself. */
  period: z.object({ from: z.nullable(time), to: time }),
  sealedAt: time,
  /** When the run after this one must have been sealed; null when nothing is scheduled. */
  nextDueBy: z.nullable(time),
  status: z.enum(['complete', 'partial', 'failed']),
  /** How many files the list names, and their size together. */
  files: count,
  bytes: count,
  collector: z.object({
    version: z.string(),
    commit: z.nullable(z.string()),
    /** SHA-256 of the code that ran, where it is one bundle. */
    bundle: z.nullable(hash),
  }),
  configuration: z.object({ sha256: hash }),
  catalog: z.object({ sha256: hash }),
  /** The schedule in force: local time, HH:MM, every night. */
  schedule: z.object({ time: z.string(), timezone: z.string() }),
  /** The run was cut off, and a later start ended it, then; absent where the start that began it did. */
  endedLate: z.optional(z.object({ at: time })),
  /**
   * The seal before, by the hash of its whole file, of its time-stamp and of its public log's proof where there were; null at
   * the first. `witness` is absent where there was none, and in seals of before it was kept.
   */
  previous: z.nullable(
    z.object({
      sequence: z.int().check(z.positive()),
      sha256: hash,
      timestamp: z.nullable(hash),
      witness: z.optional(hash),
    }),
  ),
});

const statementSchema = z.object({
  _type: z.literal(statementType),
  subject: z.tuple([z.object({ name: z.literal(sumsName), digest: z.object({ sha256: hash }) })]),
  predicateType: z.literal(predicateType),
  predicate: predicateSchema,
});

/** What a seal says of its run. */
export type SealPredicate = z.infer<typeof predicateSchema>;

/** What is signed: an in-toto statement about the run's SHA256SUMS. */
export type SealStatement = z.infer<typeof statementSchema>;

/** @param sums SHA-256 of the run's SHA256SUMS, hex */
export function makeStatement(sums: string, predicate: SealPredicate): SealStatement {
  return {
    _type: statementType,
    subject: [{ name: sumsName, digest: { sha256: sums } }],
    predicateType,
    predicate,
  };
}

/** Throws `SealError` (`malformed`) on anything that is not a statement of this kind, in canonical form. */
export function readStatement(bytes: Buffer): SealStatement {
  try {
    return statementSchema.parse(readCanonical(bytes), withMessages);
  } catch (error) {
    if (error instanceof SealError) throw error;
    const what = error instanceof $ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : 'it is not JSON';
    throw new SealError('malformed', `The signed statement is not a seal: ${what}.`, { cause: error });
  }
}

/** Whether a statement that can be read holds a field that this version does not write. */
export function saysMore(bytes: Buffer): boolean {
  return !Buffer.from(canonicalText(readStatement(bytes))).equals(bytes);
}
