import { addressOf } from './identifiers.ts';
import { nightTime, storyDay } from './nights.ts';

/** What somebody at the company put on record on the day before a night. */
export interface DemoAttestation {
  readonly control: string;
  readonly by: string;
  readonly note: string;
  readonly at: string;
  readonly expires: string;
  /** A file that shows it. */
  readonly report?: { readonly name: string; readonly text: string };
}

const by = addressOf('Adaeze Nwosu');

type Word = Omit<DemoAttestation, 'by' | 'at'> & { readonly night: number };

const watchtower: Omit<Word, 'night' | 'expires'> = {
  control: 'passwords.unique',
  note: 'Watchtower shows no reused and no weak password',
  report: {
    name: 'watchtower.csv',
    text: 'finding,items\nreused passwords,0\nweak passwords,0\ncompromised websites,0\n',
  },
};

/** Two of them end during the story: one is renewed for night 29, the other, on Slack, by nobody. */
const words: readonly Word[] = [
  {
    night: 2,
    control: 'onepassword.mfa-enforced',
    note: 'Security policies: two-factor authentication is enforced for everybody',
    expires: storyDay('2027-01-31'),
  },
  {
    night: 2,
    control: 'sign-in.single-sign-on',
    note: 'Everything that offers it signs in with Google; 1Password does for everybody but the owners',
    expires: storyDay('2027-01-31'),
  },
  {
    night: 2,
    control: 'onepassword.totp-in-vault',
    note: 'Opened the three entries; each has its one-time password',
    expires: storyDay('2027-01-31'),
  },
  {
    night: 2,
    control: 'npm.mfa-required',
    note: 'Organization settings: two-factor authentication is required of all members',
    expires: storyDay('2027-01-31'),
  },
  {
    night: 2,
    control: 'slack.mfa-required',
    note: 'Workspace settings: two-factor authentication is mandatory',
    expires: storyDay('2026-11-19'),
  },
  {
    night: 2,
    control: 'services.mfa-everywhere',
    note: 'Stockphoto: its settings show a one-time password for the shared account',
    expires: storyDay('2027-01-31'),
  },
  { night: 2, ...watchtower, expires: storyDay('2026-11-18') },
  { night: 29, ...watchtower, expires: storyDay('2027-02-15') },
];

/** What was put on record since the night before. */
export function attestationsBefore(night: number): readonly DemoAttestation[] {
  const at = new Date(nightTime(night).getTime() - 10 * 3_600_000).toISOString();
  return words.filter((word) => word.night === night).map(({ night: _, ...word }) => ({ ...word, by, at }));
}
