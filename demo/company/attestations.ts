import { addressOf } from './identifiers.ts';
import { nightTime } from './nights.ts';

/** What somebody at the company put on record on the day before a night. */
export interface DemoAttestation {
  readonly control: string;
  readonly by: string;
  readonly note: string;
  readonly at: string;
  readonly expires: string;
}

const by = addressOf('Adaeze Nwosu');

/** One of them ends during the story, before night 27, and is renewed for night 29. */
const words: readonly (Omit<DemoAttestation, 'by' | 'at'> & { readonly night: number })[] = [
  {
    night: 2,
    control: 'onepassword.mfa-enforced',
    note: 'Security policies: two-factor authentication is enforced for everybody',
    expires: '2027-01-31',
  },
  {
    night: 2,
    control: 'sign-in.single-sign-on',
    note: '1Password unlocks with Google for everybody but the owners',
    expires: '2027-01-31',
  },
  {
    night: 3,
    control: 'passwords.unique',
    note: 'Watchtower shows no reused and no weak password',
    expires: '2026-11-18',
  },
  {
    night: 4,
    control: 'onepassword.totp-in-vault',
    note: 'Opened both entries; each has its one-time password',
    expires: '2027-01-31',
  },
  {
    night: 29,
    control: 'passwords.unique',
    note: 'Watchtower shows no reused and no weak password',
    expires: '2027-02-15',
  },
];

/** What was put on record since the night before. */
export function attestationsBefore(night: number): readonly DemoAttestation[] {
  const at = new Date(nightTime(night).getTime() - 10 * 3_600_000).toISOString();
  return words.filter((word) => word.night === night).map(({ night: _, ...word }) => ({ ...word, by, at }));
}
