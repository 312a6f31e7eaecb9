import type { CloudflareMember } from '../../../evidence/datasets/cloudflare.ts';
import type { Problem } from '../../../evidence/problem.ts';

/** The account came, the setting that matters did not. */
export const notShown: Problem = {
  code: 'not-visible',
  message:
    'Cloudflare does not show whether the account requires two-factor authentication (settings.enforce_twofactor). ' +
    'Give the token Account Settings: Read for this account.',
};

/** An account has a super administrator: a list of nobody is what a token that sees nobody is shown. */
export function nobodyThere(members: readonly CloudflareMember[]): readonly Problem[] {
  if (members.some(({ status }) => status === 'accepted')) return [];
  const message =
    'Cloudflare names no member who has accepted, and an account always has one. ' +
    'Give the token Account Settings: Read for this account.';
  return [{ code: 'not-visible', message }];
}

/** Whether two-factor authentication is shown for nobody: then the token may not see it. */
export function hiddenFactors(members: readonly CloudflareMember[]): readonly Problem[] {
  const accepted = members.filter(({ status }) => status === 'accepted');
  if (accepted.length === 0 || accepted.some(({ twoFactorEnabled }) => twoFactorEnabled !== null)) return [];
  const message =
    `Cloudflare shows two-factor authentication for none of ${accepted.length} members ` +
    '(user.two_factor_authentication_enabled). Give the token Account Settings: Read for this account.';
  return [{ code: 'not-visible', message }];
}
