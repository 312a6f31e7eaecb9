import * as z from 'zod/mini';
import { address, text, whenMissing } from './fields.ts';

/** What Amazon S3 takes at the most for a default retention. */
const longest = { days: 36_500, years: 100 };

const count = (what: string, most: number) =>
  z
    .int({ error: `is not a whole number of ${what}` })
    .check(
      z.minimum(1, { error: `is too short — write at least 1 of ${what}` }),
      z.maximum(most, { error: `is longer than S3 can lock — write at most ${most}` }),
    );

/** A role, a user, or a whole account; nothing that stands for many. */
const principal = z.string().check(
  z.regex(/^arn:aws[a-z-]*:iam::\d{12}:(root|(role|user)\/[\w+=,.@/-]+)$/, {
    error:
      'is not the ARN of an IAM role, user or account (a session of a role is not accepted) — write it as arn:aws:iam::111122223333:role/audit',
  }),
);

const formed = (pattern: RegExp, advice: string) =>
  z.string({ error: whenMissing(advice) }).check(z.regex(pattern, { error: `is not one — ${advice}` }));

const replica = z.strictObject({
  bucket: formed(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'name the bucket that evidence is copied to'),
  account: formed(/^\d{12}$/, 'write its account as twelve digits in quotes'),
  region: formed(/^[a-z]{2}(-[a-z]+)+-\d$/, 'write its region as in eu-west-1'),
});

/** The section `aws`. */
export const aws = z
  .strictObject({
    retentionDays: z.optional(count('days', longest.days)),
    retentionYears: z.optional(count('years', longest.years - 1)),
    mail: z.nullish(z.array(address)),
    runbook: z.optional(
      formed(/^https:\/\/[^\s/@]+(\/[^\s#]*)?$/, 'write a web address that begins https://'),
    ),
    auditor: z.nullish(
      z.strictObject({
        principals: z
          .array(principal, { error: whenMissing('name the roles or users of the auditor') })
          .check(z.minLength(1, { error: 'is empty — name the roles or users of the auditor' })),
        externalId: z.pipe(
          text('agree on an id with the auditor'),
          formed(/^[\w+=,.@:/-]{2,1224}$/, 'use 2 or more letters, digits and +=,.@:/-_'),
        ),
      }),
    ),
    replicateTo: z.nullish(replica),
  })
  .check(
    z.refine(
      ({ retentionDays, retentionYears }) => retentionDays === undefined || retentionYears === undefined,
      {
        path: ['retentionDays'],
        error: 'and retentionYears are both given — keep one',
      },
    ),
  );

export type AwsShape = z.output<typeof aws>;
