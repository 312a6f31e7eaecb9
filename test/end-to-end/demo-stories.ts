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
  // A user at AWS that the account’s summary counts and the report does not list.
  'aws.mfa-enrolled': { unknown: [3] },
  'aws.root-protected': { unknown: [3] },
  'aws.unused-credentials-removed': { fail: [23, 24, 25], unknown: [3] },
  'bitwarden.shared-collections-need-to-know': { fail: [15] },
  'cloudflare.mfa-enrolled': { fail: [10, 11] },
  'cloudflare.mfa-required': { fail: [10, 11] },
  'email.spoofing-rejected': { fail: through(21, 24) },
  'evidence.complete': { fail: [13, 22], unknown: [3] },
  'github.mfa-enrolled': { fail: [4, 5] },
  'github.mfa-required': { fail: [4, 5] },
  'google-workspace.mfa-enforced': { fail: [...through(6, 9), ...through(25, 30)] },
  'google-workspace.unused-accounts-removed': { fail: [27, 28] },
  'npm.mfa-required': { unknown: [1], fail: [19, 20] },
  'onepassword.account-for-every-employee': { unknown: [22] },
  // There is one export, which no other one tests.
  'onepassword.derived-membership-agrees': { unknown: through(1, 30) },
  'onepassword.mfa-enforced': { unknown: [1] },
  // On the last night an event tells that something was done to a vault, and not what.
  'onepassword.shared-vaults-have-a-backup': { fail: through(12, 15), unknown: [22, 30] },
  'onepassword.shared-vaults-need-to-know': { fail: [...through(12, 15), 28, 30], unknown: [22] },
  'onepassword.totp-in-vault': { unknown: [1] },
  'passwords.unique': { unknown: [1, 27, 28] },
  'people.accounts-are-personal': { fail: [14, 15], unknown: [3, 13, 22] },
  'people.leavers-have-no-access': { fail: [18, 19, ...through(25, 30)], unknown: [3, 13, 22] },
  'policies.reviewed': { fail: [7, 8] },
  'sign-in.single-sign-on': { unknown: [1, 13] },
  'slack.mfa-enrolled': { fail: [14, 15], unknown: [13] },
  // The list of people, which could contradict the word, did not come, or shows a guest without a second factor.
  'slack.mfa-required': { unknown: [1, 13, 14, 15, 28, 29, 30] },
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
  // The first of the nights is within the business day of grace, and waived.
  ['people.leavers-have-no-access', 'tamsin.rook@fathom.example (onepassword)', [17, 18, 19]],
  ['people.leavers-have-no-access', 'samirc (github)', through(24, 30)],
  ['policies.reviewed', 'handbook/policies/passwords.md', [7, 8]],
  ['slack.mfa-enrolled', 'studio@brightwater.example', [14, 15]],
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
