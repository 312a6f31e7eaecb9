import { describe, expect, test } from '@jest/globals';
import { githubMfaEnrolled } from '../../../../lib/providers/github/controls/mfa-enrolled.ts';
import { githubMfaRequired } from '../../../../lib/providers/github/controls/mfa-required.ts';
import {
  cut,
  googleUsers,
  judge,
  overall,
  type Part,
  user,
  type World,
} from '../../../controls/people/world.ts';
import { word } from '../../../judging/people/google-sign-in.ts';
import { member, outsider } from './world.ts';

const controls = [
  { control: githubMfaEnrolled, fact: 'isEnrolledIn2Sv' },
  { control: githubMfaRequired, fact: 'isEnforcedIn2Sv' },
] as const;

const part = (dataset: string, rows: readonly object[], more: Partial<Part> = {}): Part => {
  return { provider: 'github', connection: 'github', dataset, rows, ...more };
};
const organization = part('organization', [{ id: '1', login: 'Acme', twoFactorRequirementEnabled: false }]);
const everybody = [
  member('ana_acme', { role: 'admin', twoFactor: null }),
  member('ben_acme', { twoFactor: null }),
  member('ci[bot]', { type: 'Bot', twoFactor: null }),
];
const ext = outsider('ext_acme', { twoFactor: null });
const identities = ['ana', 'ben', 'ext'].map((name) => {
  return { person: `${name}@example.com`, accounts: { github: `${name}_acme` } };
});

interface Given {
  readonly google?: Part | null;
  readonly members?: Part;
  readonly settings?: object;
  readonly known?: typeof identities;
}

/** A company whose people at GitHub are managed users of Google's. */
function company({ google, members, settings = {}, known = identities }: Given = {}): World {
  const clean = googleUsers([user('ana'), user('ben'), user('ext')]);
  return {
    parts: [
      organization,
      members ?? part('members', everybody),
      part('outside-collaborators', [ext]),
      ...(google === null ? [] : [google ?? clean]),
    ],
    settings: {
      people: { source: google === null ? null : 'google', identities: known },
      connections: [
        { id: 'github', provider: 'github', settings: { org: 'acme', managedUsers: true, ...settings } },
      ],
    },
  };
}

describe.each(controls)('managed users, for $control.id', ({ control, fact }) => {
  const attested = (world: World): World => ({ ...world, attestation: word(control.id, ['github']) });

  test('pass by Google’s evidence, whatever GitHub says of them', () => {
    expect(overall(control, company())).toBe('pass');
    const disabled = everybody.map((one) => ({ ...one, twoFactor: 'disabled' }));
    expect(overall(control, company({ members: part('members', disabled) }))).toBe('pass');
  });

  test.each<[string, Given, string]>([
    [
      'has none at Google',
      { google: googleUsers([user('ana'), user('ben', { [fact]: false }), user('ext')]) },
      'fail',
    ],
    [
      'may have none',
      { google: googleUsers([user('ana'), user('ben', { [fact]: null }), user('ext')]) },
      'unknown',
    ],
    [
      'has none, from outside',
      { google: googleUsers([user('ana'), user('ben'), user('ext', { [fact]: false })]) },
      'fail',
    ],
    ['was not seen', { google: googleUsers([user('ana'), user('ext')], { problem: cut }) }, 'unknown'],
  ])('do not pass where somebody %s, whatever was attested', (_what, given, verdict) => {
    expect(overall(control, company(given))).toBe(verdict);
    expect(overall(control, attested(company(given)))).toBe(verdict);
  });

  test.each<[string, Given]>([
    ['is not named under people.identities', { known: identities.slice(0, 1) }],
    ['is not known to Google', { google: googleUsers([user('ana'), user('ben')]) }],
    ['signs in elsewhere', { settings: { identityProvider: 'other' } }],
    ['signs in where no Google Workspace is connected', { google: null }],
  ])('are unknown until somebody attests it, where somebody %s', (_what, given) => {
    const said = Object.values(judge(control, company(given))).filter(({ verdict }) => verdict !== 'pass');
    expect(new Set(said.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
    for (const { reason } of said) expect(reason).toContain(`exhibit attest ${control.id}`);
    expect(overall(control, attested(company(given)))).toBe('pass');
    const later = { ...company(given), attestation: word(control.id, ['other']) };
    expect(overall(control, later)).toBe('unknown');
  });

  test('are not whole where a list of them is not, whatever was attested', () => {
    const members = part('members', everybody, { problem: cut });
    for (const world of [company({ members }), attested(company({ members }))])
      expect(overall(control, world)).toBe('unknown');
  });

  test('that nobody was shown of are unknown', () => {
    expect(overall(control, attested(company({ members: part('members', []) })))).toBe('unknown');
  });

  test('are none where the configuration does not say so', () => {
    for (const settings of [{ managedUsers: false }, { managedUsers: undefined }])
      expect(overall(control, attested(company({ settings })))).not.toBe('pass');
  });
});
