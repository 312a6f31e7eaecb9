import * as z from 'zod/mini';
import { type AwsCredential, accountSummary, credentialReport } from '../../../evidence/datasets/aws.ts';
import { days } from '../../../evidence/day.ts';
import { defineControl } from '../../../judging/control.ts';
import { asText, instant, latestCredible } from '../../../judging/instant.ts';
import { fail, type Judgement, pass, unknown } from '../../../judging/judgement.ts';
import { optional } from '../../../judging/need.ts';
import { allAccounts } from './accounts.ts';
import { moreThanShown } from './more-credentials.ts';
import { judgeUsers } from './users.ts';

interface Bounds {
  /** What was last used before this (milliseconds) is unused. */
  readonly oldest: number;
  /** A time after this cannot be true. */
  readonly latest: number;
  readonly days: number;
}

/** A password or an access key, as the report has it. */
interface Credential {
  readonly name: string;
  readonly enabled: boolean | null;
  readonly lastUsed: string | null;
  /** Words of AWS that mean that it was never used. */
  readonly never: readonly string[];
  /** From when on it could have been used. */
  readonly madeAt: string | null;
}

export const unusedCredentialsRemoved = defineControl({
  id: 'aws.unused-credentials-removed',
  version: 2,
  title: 'Unused AWS passwords and access keys are removed',
  meaning:
    'No enabled password or access key of an IAM user has gone unused for longer than the days allowed, counted from when it was made or last changed if it was never used.',
  fix: 'Delete the console password or deactivate the access key, then delete it once nothing needs it.',
  mappings: { soc2: ['CC6.2'], iso27001: ['A.5.18'], nist80053: ['AC-2(3)'], cis: ['5.3'] },
  needs: [credentialReport, optional(accountSummary), allAccounts],
  parameters: () => z.strictObject({ days: z._default(z.int().check(z.positive()), 30) }),
  evaluate: (input) =>
    judgeUsers(input, (document) => {
      const bounds = {
        oldest: input.now.getTime() - days(input.parameters.days),
        latest: latestCredible(input.now, document.finishedAt),
        days: input.parameters.days,
      };
      return (user) =>
        worst([
          ...credentialsOf(user).map((credential) => judge(credential, bounds)),
          ...(user.moreCredentials === false ? [] : [unknown(moreThanShown)]),
        ]);
    }),
});

function credentialsOf(user: AwsCredential): readonly Credential[] {
  const { passwordLastChanged, userCreationTime } = user;
  const neverUsed = { never: ['N/A', 'no_information'] };
  return [
    {
      name: 'password',
      enabled: user.passwordEnabled,
      lastUsed: user.passwordLastUsed,
      // For a password that is there, N/A would say that there is none.
      never: ['no_information'],
      madeAt: instant(passwordLastChanged) === null ? userCreationTime : passwordLastChanged,
    },
    {
      ...neverUsed,
      name: 'access key 1',
      enabled: user.key1Active,
      lastUsed: user.key1LastUsed,
      madeAt: user.key1LastRotated,
    },
    {
      ...neverUsed,
      name: 'access key 2',
      enabled: user.key2Active,
      lastUsed: user.key2LastUsed,
      madeAt: user.key2LastRotated,
    },
  ];
}

function judge({ enabled, lastUsed, madeAt, name, never }: Credential, bounds: Bounds): Judgement {
  if (enabled === false) return pass;
  if (enabled === null) return unknown(`AWS did not say whether the ${name} is enabled.`);
  if (lastUsed === null || !never.includes(lastUsed))
    return judgeTime(lastUsed, `The ${name} was last used`, bounds);
  return judgeTime(madeAt, `The ${name} was never used, and was made or last changed`, bounds);
}

function judgeTime(text: string | null, event: string, bounds: Bounds): Judgement {
  const at = instant(text);
  if (at === null) return unknown(`${event} at a time that AWS did not give.`);
  if (at > bounds.latest) return unknown(`${event} at ${asText(at)}, which is in the future.`);
  return at >= bounds.oldest ? pass : fail(`${event} at ${asText(at)}, more than ${bounds.days} days ago.`);
}

/** One judgement of a user: every credential must pass. */
function worst(judgements: readonly Judgement[]): Judgement {
  const verdict = (['fail', 'unknown'] as const).find((one) =>
    judgements.some((given) => given.verdict === one),
  );
  if (verdict === undefined) return pass;
  const reasons = judgements.filter((one) => one.verdict === verdict).map(({ reason }) => reason);
  return { verdict, reason: reasons.join(' ') };
}
