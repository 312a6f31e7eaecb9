import * as z from 'zod/mini';
import { type GoogleUser, users } from '../../../evidence/datasets/google-workspace.ts';
import { days } from '../../../evidence/day.ts';
import { defineControl } from '../../../judging/control.ts';
import { asText, instant, latestCredible } from '../../../judging/instant.ts';
import { fail, type Judgement, pass, unknown } from '../../../judging/judgement.ts';
import { judgePeople } from './judge-users.ts';

interface Bounds {
  /** What was last used before this (milliseconds) is unused. */
  readonly oldest: number;
  /** A time after this cannot be true. */
  readonly latest: number;
  readonly days: number;
}

export const unusedAccountsRemoved = defineControl({
  id: 'google-workspace.unused-accounts-removed',
  version: 1,
  title: 'Unused Google Workspace accounts are removed',
  meaning:
    'No active Google Workspace account has gone without a sign-in for longer than the days allowed, counted from its creation if it never signed in.',
  fix: 'Suspend or delete the account, or have its owner sign in if it is still needed.',
  mappings: { soc2: ['CC6.2'], iso27001: ['A.5.18'], nist80053: ['AC-2(3)'], cis: ['5.3'] },
  needs: [users],
  parameters: () => z.strictObject({ days: z._default(z.int().check(z.positive()), 30) }),
  evaluate: (input) =>
    judgePeople(input, ({ document }) => {
      const bounds = {
        oldest: input.now.getTime() - days(input.parameters.days),
        latest: latestCredible(input.now, document.finishedAt),
        days: input.parameters.days,
      };
      return (user) => judge(user, bounds);
    }),
});

function judge(user: GoogleUser, bounds: Bounds): Judgement {
  if (user.signedIn === null) return unknown('Google did not say whether or when this person signed in.');
  if (user.signedIn)
    return judgeTime(user.lastLoginTime, bounds, {
      missing: 'Google says that this person signed in, but not when.',
      event: 'The last sign-in was',
    });
  if (user.lastLoginTime !== null)
    return unknown('Google gave a time of the last sign-in and also said that there was none.');
  return judgeTime(user.creationTime, bounds, {
    missing: 'This person never signed in, and Google did not say when the account was made.',
    event: 'Nobody ever signed in, and the account was made',
  });
}

function judgeTime(
  text: string | null,
  bounds: Bounds,
  texts: { readonly missing: string; readonly event: string },
): Judgement {
  const at = instant(text);
  if (at === null) return unknown(texts.missing);
  if (at <= bounds.latest && at >= bounds.oldest) return pass;
  const seen = `${texts.event} at ${asText(at)}`;
  return at > bounds.latest
    ? unknown(`${seen}, which is in the future.`)
    : fail(`${seen}, more than ${bounds.days} days ago.`);
}
