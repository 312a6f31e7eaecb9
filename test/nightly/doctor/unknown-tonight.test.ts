import { describe, expect, test } from '@jest/globals';
import type { Configuration } from '../../../lib/config/configuration.ts';
import type { Attestation } from '../../../lib/judging/attestation.ts';
import type { ConnectionHealth } from '../../../lib/nightly/doctor/connection-health.ts';
import { unknownTonight } from '../../../lib/nightly/doctor/unknown-tonight.ts';
import { connection } from '../night.ts';

const now = new Date('2026-11-23T12:00:00Z');

function configurationOf(changes: Partial<Configuration> = {}): Configuration {
  const connections = ['google', 'github'].map((id) => {
    return { ...connection(id), provider: id === 'google' ? 'google-workspace' : id };
  });
  const people = { source: 'google', identities: [] };
  const settings = { people, vaults: [], sharedAccounts: [], vaultGroups: {}, policies: [] };
  const rest = { timezone: 'UTC', customControls: [], ownProviders: [], controls: new Map(), settings };
  return { connections, ...rest, ...changes } as unknown as Configuration;
}

function health(
  of: string,
  verdicts: Readonly<Record<string, 'pass' | 'fail' | 'unknown'>>,
): ConnectionHealth {
  const results = Object.entries(verdicts).map(([dataset, verdict]) => ({
    dataset,
    verdict,
    message: 'It says so.',
  }));
  return { connection: of, provider: of, results, clockSkewMs: 0, unknownControls: [] };
}

const well = [
  health('google', { users: 'pass' }),
  health('github', { organization: 'pass', members: 'pass' }),
];
const word = (control: string, expires = '2027-01-31') =>
  ({
    control,
    at: '2026-11-01T10:00:00Z',
    expires,
    by: 'ana',
    note: '',
    files: [],
  }) as unknown as Attestation;
const words = ['access.reviewed', 'sign-in.single-sign-on'].map((control) => word(control));
const reasonsFor = (...given: Parameters<typeof unknownTonight>) =>
  Object.fromEntries(unknownTonight(...given).map(({ control, reasons }) => [control, reasons]));

describe('what would be unknown tonight', () => {
  test('is nothing where everything is shown and every word was given', () => {
    expect(unknownTonight(configurationOf(), well, words, now)).toEqual([]);
  });

  test('is what a dataset that is not shown is needed for', () => {
    const hidden = [
      well[0] as ConnectionHealth,
      health('github', { organization: 'unknown', members: 'fail' }),
    ];
    expect(reasonsFor(configurationOf(), hidden, words, now)).toEqual({
      'github.mfa-enrolled': ['github/members'],
      'github.mfa-required': ['github/organization'],
      'people.accounts-are-personal': ['github/members'],
      'people.leavers-have-no-access': ['github/members'],
    });
  });

  test('is everything that reads from a provider whose clock is off', () => {
    const late = [well[0] as ConnectionHealth, health('github', { organization: 'pass', clock: 'fail' })];
    expect(reasonsFor(configurationOf(), late, words, now)['github.mfa-required']).toEqual(['github/clock']);
  });

  test('is what rests on a word that nobody gave, that ended, or that cannot be read', () => {
    const nobody = ['there is no attestation that counts'];
    expect(reasonsFor(configurationOf(), well, [], now)).toEqual({
      'access.reviewed': nobody,
      'sign-in.single-sign-on': nobody,
    });
    const ended = [word('access.reviewed', '2026-11-22'), word('sign-in.single-sign-on')];
    expect(reasonsFor(configurationOf(), well, ended, now)).toEqual({ 'access.reviewed': nobody });
    expect(reasonsFor(configurationOf(), well, null, now)['access.reviewed']).toEqual([
      'the attestations could not be read',
    ]);
  });

  test('is nothing of a control that is off, or about what is not connected', () => {
    const controls = new Map([['access.reviewed', { off: 'Next quarter' }]]);
    const reasons = reasonsFor(configurationOf({ controls }), well, [], now);
    expect(Object.keys(reasons)).toEqual(['sign-in.single-sign-on']);
  });

  test('names documents of policy by the dataset that shows them, and asks for no word on them', () => {
    const { settings } = configurationOf();
    const policy = { branch: null, connection: 'github', owner: null, path: 'a.md', repository: 'b' };
    const listing = configurationOf({ settings: { ...settings, policies: [policy] } });
    expect(reasonsFor(listing, well, words, now)).toEqual({});
    const hidden = [...well, health('github', { 'policy-documents': 'fail' })].toReversed();
    expect(reasonsFor(listing, hidden, words, now)).toEqual({
      'policies.reviewed': ['github/policy-documents'],
    });
  });
});
