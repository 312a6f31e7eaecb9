import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startDns } from '../../demo/stand-ins/dns.ts';
import { openZipReader } from '../../lib/zip/zip-reader.ts';
import { configured, naming, people, withAccount, withWaivers } from './changes.ts';
import { account, type Company, daysBefore, type Json, larch, mail, waiver } from './company.ts';
import { type Scene, stage } from './harness.ts';
import { callHosted } from './hosts.ts';
import { exceptionsOf } from './verdicts.ts';

const [first, second] = [night(1), night(0)] as const;
const [enforced, personal, needToKnow] = [
  'google-workspace.mfa-enforced',
  'people.accounts-are-personal',
  'onepassword.shared-vaults-need-to-know',
];

function night(before: number): string {
  return `${daysBefore(before).slice(0, 19)}Z`;
}

/** An edit of the configuration between two nights on which the providers answer the same. */
interface Edit {
  readonly before: Company;
  readonly after: Company;
  /** The control that it concerns, what it was, and what it is by the edited standard; null: no longer judged. */
  readonly control: string;
  readonly was: string;
  readonly is: string | null;
  /** What is said of the edit. */
  readonly told: RegExp;
}

const unenforced = people({ dan: { isEnforcedIn2Sv: false } });
const stranger = withAccount(account('team', 'team@elsewhere.example'));
const unnamed = naming({ Ledger: ['ana', 'carla'] });
const left = people({ eva: { suspended: true } });
const off = { off: 'Nobody had the time' };
const policies = [{ connection: 'code', repository: 'handbook', path: 'access.md' }];
const own = (must: string) => [
  {
    id: 'larch.admins',
    title: 'Admins are few',
    dataset: 'google/users',
    must,
    subject: 'record.primaryEmail',
  },
];
const waived = (changes: Json = {}, company = unenforced) =>
  withWaivers(
    [...larch.configuration.waivers, { ...waiver(enforced, '2027-01-31', mail('dan')), ...changes }],
    company,
  );

const edits: readonly (readonly [string, Edit])[] = [
  [
    'somebody is named for a vault',
    {
      before: unnamed,
      after: larch,
      control: needToKnow,
      was: 'fail',
      is: 'pass',
      told: /eva@larch\.example is now named for the vault Ledger/,
    },
  ],
  [
    'somebody is no longer named for a vault',
    {
      before: larch,
      after: unnamed,
      control: needToKnow,
      was: 'pass',
      is: 'fail',
      told: /eva@larch\.example is no longer named for the vault Ledger/,
    },
  ],
  [
    'a vault is dropped',
    {
      before: larch,
      after: configured({ vaults: larch.configuration.vaults.slice(0, 2) }),
      control: needToKnow,
      was: 'pass',
      is: 'fail',
      told: /vault Site keys is no longer in the list of vaults/,
    },
  ],
  [
    'a leaver’s account is declared as shared',
    {
      before: left,
      after: configured(
        { sharedAccounts: [{ name: 'books', connection: 'onepassword', account: mail('eva') }] },
        left,
      ),
      control: 'people.leavers-have-no-access',
      was: 'fail',
      is: 'pass',
      told: /account books \(eva@larch\.example at onepassword\) is now declared as shared/,
    },
  ],
  [
    'a stranger’s account is declared as shared',
    {
      before: stranger,
      after: configured(
        { sharedAccounts: [{ name: 'team', connection: 'onepassword', account: 'team@elsewhere.example' }] },
        stranger,
      ),
      control: personal,
      was: 'fail',
      is: 'pass',
      told: /account team \(team@elsewhere\.example at onepassword\) is now declared as shared/,
    },
  ],
  [
    'a stranger’s account is given to somebody',
    {
      before: stranger,
      after: configured(
        {
          people: {
            source: 'google',
            identities: [{ person: mail('dan'), onepassword: [mail('dan'), 'team@elsewhere.example'] }],
          },
        },
        stranger,
      ),
      control: personal,
      was: 'fail',
      is: 'pass',
      told: /team@elsewhere\.example at onepassword now counts as dan@larch\.example’s/,
    },
  ],
  [
    'a parameter is made milder',
    {
      before: configured({ controls: { 'google-workspace.super-admins-few': { max: 1, min: 1 } } }),
      after: larch,
      control: 'google-workspace.super-admins-few',
      was: 'fail',
      is: 'pass',
      told: /max of google-workspace\.super-admins-few is 4 now, and was 1/,
    },
  ],
  [
    'a failing control is turned off',
    {
      before: unenforced,
      after: configured({ controls: { [enforced]: off } }, unenforced),
      control: enforced,
      was: 'fail',
      is: null,
      told: /mfa-enforced was turned off: Nobody had the time/,
    },
  ],
  [
    'a control is turned on',
    {
      before: configured({ controls: { [enforced]: off } }, unenforced),
      after: unenforced,
      control: enforced,
      was: '',
      is: 'fail',
      told: /mfa-enforced was turned on/,
    },
  ],
  [
    'a waiver is added',
    {
      before: unenforced,
      after: waived(),
      control: enforced,
      was: 'fail',
      is: 'pass',
      told: /waiver of google-workspace\.mfa-enforced for dan@larch\.example .* is new/,
    },
  ],
  [
    'a waiver is made to count for longer',
    {
      before: waived({ expires: daysBefore(1).slice(0, 10) }),
      after: waived({ expires: '2027-06-30' }),
      control: enforced,
      was: 'pass',
      is: 'pass',
      told: /expires of the waiver of google-workspace\.mfa-enforced dan@larch\.example is 2027-06-30 now/,
    },
  ],
  [
    'a waiver is made to count for somebody else',
    {
      before: waived({ subject: mail('eva') }),
      after: waived({ subject: mail('dan') }),
      control: enforced,
      was: 'fail',
      is: 'pass',
      told: /for dan@larch\.example .* is new/,
    },
  ],
  [
    'a rule of the company’s own is made milder',
    {
      before: configured({ customControls: own('record.isAdmin == false') }),
      after: configured({ customControls: own('record.isAdmin == false || record.isAdmin == true') }),
      control: 'larch.admins',
      was: 'fail',
      is: 'pass',
      told: /must of the company’s own control larch\.admins is/,
    },
  ],
  [
    'a group of 1Password is said to be filled from Google',
    {
      before: larch,
      after: configured({ vaultGroups: { Books: mail('office') } }),
      control: needToKnow,
      was: 'pass',
      is: '',
      told: /vaultGroups, Books is office@larch\.example now/,
    },
  ],
];

/** A night by each configuration, and a package of both. */
async function play(scene: Scene, edit: Pick<Edit, 'before' | 'after'>) {
  scene.become(edit.before);
  const one = await scene.run(first);
  scene.become(edit.after);
  const two = await scene.run(second);
  if (!one.json || !two.json) throw new Error(one.stderr + two.stderr);
  const day = (at: string) => at.slice(0, 10);
  const made = await scene.ask([
    'package',
    '--from',
    day(first),
    '--to',
    day(second),
    '--out',
    'evidence.zip',
  ]);
  if (!made.json) throw new Error(made.stderr);
  const reader = await openZipReader(join(scene.folder, 'evidence.zip'));
  const text = async (path: string) => (await reader.read(path))?.toString() ?? '';
  const standard = async (run: string): Promise<Json> =>
    JSON.parse(await text(`runs/${run.replaceAll(':', '-')}/standard.json`));
  const inPackage = {
    csv: await text('standard.csv'),
    before: await standard(first),
    after: await standard(second),
  };
  await reader.close();
  return { one: one.json, two, inPackage };
}

/** What stands at a place (RFC 6901) of a document. */
function at(document: Json, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce((value, step) => value?.[step.replaceAll('~1', '/').replaceAll('~0', '~')], document);
}

const verdictOf = (run: Json, control: string): string | null =>
  run.controls.find(({ id }: Json) => id === control)?.verdict ?? null;
const changesIn = (events: readonly Json[]) => events.filter(({ type }) => type === 'standard.changed');
const text = (value: unknown) =>
  value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);

/** What holds of every edit: it is told, nothing recovered by it, and the package has both standards. */
async function expectTold(played: Awaited<ReturnType<typeof play>>, told: RegExp): Promise<void> {
  const { inPackage, two } = played;
  const events: readonly Json[] = two.json.drift;
  expect(changesIn(events).map(({ message }) => message)).toContainEqual(expect.stringMatching(told));
  expect(events.map(({ type }) => type)).not.toContain('control.recovered');
  expect(two.status).toBe(1);
  expect(events.filter(({ type }) => type.startsWith('control.')).map(({ cause }) => cause)).not.toContain(
    'evidence',
  );
  for (const { path, after, message } of changesIn(events)) {
    expect(inPackage.csv).toContain(second);
    expect(inPackage.csv).toContain(message.replaceAll('"', '""'));
    if (after !== null) expect(text(at(inPackage.after, path))).toBe(after);
  }
  expect(inPackage.before).not.toEqual(inPackage.after);
}

describe('An edit of the configuration between two nights is told as a change of the standard, and nothing recovers', () => {
  test.each(edits)('%s', async (_, edit) => {
    await using scene = await stage({ call: callHosted });
    const played = await play(scene, edit);
    await expectTold(played, edit.told);
    const { one, two } = played;
    expect(verdictOf(one, edit.control) ?? '').toBe(edit.was);
    if (edit.is !== '') expect(verdictOf(two.json, edit.control)).toBe(edit.is);
    const own = two.json.drift.filter(
      ({ control, type }: Json) => control === edit.control && type.startsWith('control.'),
    );
    const expected = edit.is === edit.was ? [] : ['standard'];
    if (edit.is !== '') expect([...new Set(own.map(({ cause }: Json) => cause))]).toEqual(expected);
    if (edit.was === 'fail' && edit.is === 'pass')
      expect(own.map(({ type }: Json) => type)).toEqual(
        expect.arrayContaining([expect.stringMatching(/^control\.(redefined|waived)$/)]),
      );
  });
});

describe('An edit of what is connected is told alike', () => {
  /** The connections as the stage writes them, and more. */
  const connected = ({ google, onepassword }: Scene) => {
    const toGoogle = {
      provider: 'google-workspace',
      credentials: 'env:GOOGLE_CREDENTIALS',
      subject: mail('ana'),
      endpoint: google.url,
      patience: 0,
    };
    const toVaults = {
      provider: 'onepassword',
      credentials: 'env:ONEPASSWORD_CREDENTIALS',
      account: 'LARCHACCOUNT',
      source: 'export',
      file: './vaults.json',
      endpoint: onepassword.url,
      patience: 0,
    };
    const code = {
      id: 'code',
      provider: 'github',
      credentials: 'env:GOOGLE_CREDENTIALS',
      org: 'larch',
      endpoint: 'http://127.0.0.1:9',
      patience: 0,
    };
    return {
      google: { id: 'google', ...toGoogle },
      other: { id: 'google-2', ...toGoogle },
      vaults: { id: 'onepassword', ...toVaults },
      renamed: { id: 'passwords', ...toVaults },
      code,
    };
  };
  const zone = { 'larch.example': ['v=spf1 -all'], '_dmarc.larch.example': ['v=DMARC1; p=reject'] };

  test.each<[string, (scene: Scene, resolver: string) => readonly [Json, Json], RegExp]>([
    [
      'the people are known from another connection',
      (scene) => {
        const { google, other, vaults } = connected(scene);
        const connections = [google, other, vaults];
        return [{ connections }, { connections, people: { source: 'google-2' } }];
      },
      /people are known from google-2 now, and were from google/,
    ],
    [
      'a second connection says who the people are',
      (scene) => {
        const { google, other, vaults } = connected(scene);
        const connections = [google, other, vaults];
        return [
          { connections, people: { source: ['google'] } },
          { connections, people: { source: ['google', 'google-2'] } },
        ];
      },
      /people are known from|connection google-2 is now one that says who the people are/,
    ],
    [
      'a connection is dropped',
      (scene) => {
        const { google, vaults } = connected(scene);
        return [{ connections: [google, vaults] }, { connections: [google] }];
      },
      /connection onepassword is no longer configured/,
    ],
    [
      'a connection is renamed',
      (scene) => {
        const { google, renamed, vaults } = connected(scene);
        return [{ connections: [google, vaults] }, { connections: [google, renamed] }];
      },
      /connection passwords is now configured/,
    ],
    [
      'a domain without protection is dropped',
      (scene, resolver) => {
        const { google, vaults } = connected(scene);
        const dns = (domains: readonly string[]) => ({ id: 'dns', provider: 'dns', resolver, domains });
        return [
          { connections: [google, vaults, dns(['larch.example', 'open.example'])] },
          { connections: [google, vaults, dns(['larch.example'])] },
        ];
      },
      /domains, open\.example of dns is no longer listed/,
    ],
    [
      'a policy document is taken off the list, which only some configurations have',
      (scene) => {
        const { code, google, vaults } = connected(scene);
        const connections = [google, vaults, code];
        return [{ connections, policies }, { connections }];
      },
      /policy handbook\/access\.md is no longer in the list of policies/,
    ],
  ])('%s', async (_, changes, told) => {
    await using scene = await stage({ call: callHosted });
    const dns = await startDns(() => zone);
    try {
      const [before, after] = changes(scene, dns.address);
      // Two controls are unwell on the first night, so that there is something to wash.
      await expectTold(
        await play(scene, { before: configured(before, left), after: configured(after, left) }),
        told,
      );
    } finally {
      await dns.close();
    }
  });

  test('what is no part of the standard is none: a comment, a place of a secret, how long is waited', async () => {
    await using scene = await stage({ call: callHosted });
    const { google, vaults } = connected(scene);
    const patient = { ...google, patience: 1 };
    const { two } = await play(scene, {
      before: configured({ connections: [google, vaults] }, left),
      after: configured({ connections: [patient, vaults], alerts: { remindEveryDays: 30 } }, left),
    });
    expect(changesIn(two.json.drift)).toEqual([]);
    expect(exceptionsOf(two.json, 'people.leavers-have-no-access')).not.toEqual([]);
  });
});
