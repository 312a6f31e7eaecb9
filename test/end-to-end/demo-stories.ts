import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nightTime } from '../../demo/demo.ts';

/** The nights, 1 to 30, on which a control did not pass. */
export interface Unsound {
  readonly fail?: readonly number[];
  readonly unknown?: readonly number[];
}

const through = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

/** Every control of the demonstration that does not pass on all nights, after `demo/README.md`. */
export const unsound: Readonly<Record<string, Unsound>> = {
  'access.review-followed-through': { fail: through(16, 25), unknown: through(1, 8) },
  'access.reviewed': { unknown: through(1, 8) },
  // Whether an account that is not the company’s to manage has a second factor, nobody is told.
  'atlassian.mfa-enrolled': { unknown: [27, 28] },
  // A user at AWS that the account’s summary counts and the report does not list.
  'aws.mfa-enrolled': { unknown: [3] },
  'aws.root-protected': { unknown: [3] },
  'aws.unused-credentials-removed': { fail: [23, 24, 25], unknown: [3] },
  'bitwarden.shared-collections-need-to-know': { fail: [15] },
  'cloudflare.mfa-enrolled': { fail: [10, 11] },
  'cloudflare.mfa-required': { fail: [10, 11] },
  'datadog.mfa-enrolled': { fail: [14, 15] },
  'email.spoofing-rejected': { fail: through(21, 24) },
  'evidence.complete': { fail: [13, 22], unknown: [3] },
  'github.mfa-enrolled': { fail: [4, 5] },
  'github.mfa-required': { fail: [4, 5] },
  'google-workspace.mfa-enforced': { fail: [...through(6, 9), ...through(25, 30)] },
  'google-workspace.unused-accounts-removed': { fail: [27, 28] },
  'npm.mfa-required': { unknown: [1], fail: [19, 20] },
  'onepassword.account-for-every-employee': { unknown: [22] },
  // As long as no other export tests the first one, it is the list of users that can, and nothing may be in doubt.
  'onepassword.derived-membership-agrees': { unknown: [22, 30] },
  'onepassword.mfa-enforced': { unknown: [1] },
  // On the last night an event tells that something was done to a vault, and not what.
  'onepassword.shared-vaults-have-a-backup': { fail: through(12, 15), unknown: [22, 30] },
  'onepassword.shared-vaults-need-to-know': { fail: [...through(12, 15), 28, 30], unknown: [22] },
  'onepassword.totp-in-vault': { unknown: [1] },
  'passwords.unique': { unknown: [1, 27, 28] },
  'people.accounts-are-personal': { fail: [14, 15, 27, 28], unknown: [3, 13, 22] },
  'people.leavers-have-no-access': { fail: [18, 19, ...through(25, 30)], unknown: [3, 13, 22] },
  'policies.reviewed': { fail: [7, 8] },
  // Of each service in the register, what its own controls come to.
  'services.mfa-everywhere': {
    fail: [...through(4, 11), 14, 15, 19, 20, ...through(25, 30)],
    unknown: [1, 3, 13],
  },
  'services.registered': { fail: through(1, 30) },
  'services.shared-credentials-in-vault': { fail: [...through(12, 15), 30], unknown: [22] },
  'sign-in.single-sign-on': { unknown: [1, 13] },
  'slack.mfa-enrolled': { fail: [14, 15], unknown: [13] },
  // The list of people, which could contradict the word, did not come, or shows a guest without a second factor.
  'slack.mfa-required': { unknown: [1, 13, 14, 15, 28, 29, 30] },
  'zoom.mfa-enforced': { fail: [25, 26] },
};

/** Controls that pass on every night. */
export const sound = [
  'bitwarden.mfa-enforced',
  'bitwarden.mfa-enrolled',
  'bitwarden.shared-collections-have-a-backup',
  'google-workspace.mfa-enrolled',
  'google-workspace.mfa-strong-for-admins',
  'google-workspace.super-admins-few',
  'npm.more-than-one-owner',
  'sentry.mfa-enforced',
  'sentry.mfa-enrolled',
] as const;

/** Who is seen failing, in which control, on which nights. */
export const culprits: readonly (readonly [control: string, subject: string, nights: readonly number[]])[] = [
  // Until a week is over it is excused.
  ['access.review-followed-through', 'timetable-import (aws)', through(9, 25)],
  ['access.review-followed-through', 'brochure-upload (aws)', [9, 10]],
  ['aws.unused-credentials-removed', 'timetable-import', [23, 24, 25]],
  ['bitwarden.shared-collections-need-to-know', 'Kiosks', [15]],
  ['cloudflare.mfa-enrolled', 'sofie.ternes@fathom.example', [10, 11]],
  ['cloudflare.mfa-required', 'f47e0a9c1b5d4e2f8a6c3d7b90e1f254', [10, 11]],
  ['datadog.mfa-enrolled', 'noor.haddad@fathom.example', [14, 15]],
  ['email.spoofing-rejected', 'fathom.example', through(21, 24)],
  ['github.mfa-enrolled', 'kboateng', [4, 5]],
  ['github.mfa-required', 'fathom-ferries', [4, 5]],
  ['google-workspace.mfa-enforced', 'breakglass@fathom.example', through(1, 30)],
  ['google-workspace.mfa-enforced', 'rafe.lindgren@fathom.example', through(6, 9)],
  ['google-workspace.unused-accounts-removed', 'caspar.lindqvist@fathom.example', [27, 28]],
  ['npm.mfa-required', 'token by-hand of npm', [19, 20]],
  ['onepassword.shared-vaults-have-a-backup', 'Social media', through(12, 15)],
  ['onepassword.shared-vaults-need-to-know', 'Social media', through(12, 15)],
  ['onepassword.shared-vaults-need-to-know', 'Bridge systems', [28]],
  ['onepassword.shared-vaults-need-to-know', 'Booking platform', [30]],
  ['people.accounts-are-personal', 'studio@brightwater.example (slack)', [14, 15]],
  ['people.accounts-are-personal', 'jira@northlight.example (atlassian)', [27, 28]],
  // The first of the nights is within the business day of grace, and waived.
  ['people.leavers-have-no-access', 'tamsin.rook@fathom.example (onepassword)', [17, 18, 19]],
  ['people.leavers-have-no-access', 'samirc (github)', through(24, 30)],
  ['policies.reviewed', 'handbook/policies/passwords.md', [7, 8]],
  ['services.mfa-everywhere', 'GitHub', [4, 5]],
  ['services.mfa-everywhere', 'Google Workspace', [...through(6, 9), ...through(25, 30)]],
  ['services.mfa-everywhere', 'Cloudflare', [10, 11]],
  ['services.mfa-everywhere', 'Slack', [14, 15]],
  ['services.mfa-everywhere', 'Datadog', [14, 15]],
  ['services.mfa-everywhere', 'Zoom', [25, 26]],
  ['services.mfa-everywhere', 'npm', [19, 20]],
  ['services.registered', 'PDF Helper', through(1, 30)],
  ['services.registered', 'Minutes AI', through(15, 30)],
  ['services.shared-credentials-in-vault', 'Stockphoto', through(12, 15)],
  ['services.shared-credentials-in-vault', 'Harbour portal', [30]],
  ['slack.mfa-enrolled', 'studio@brightwater.example', [14, 15]],
  ['zoom.mfa-enforced', 'fF7kQ2rLTbWm0cXy8sVnDa', [25, 26]],
];

export interface Line {
  readonly control: string;
  readonly subject: string;
  readonly verdict: string;
  readonly reason: string;
}

/** What the locker holds of a night's findings. */
export function findingsOf(locker: string, night: number): readonly Line[] {
  const run = nightTime(night).toISOString().slice(0, 19).replaceAll(':', '-');
  const text = readFileSync(join(locker, 'runs', `${run}Z`, 'findings.ndjson'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
