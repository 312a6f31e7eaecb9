import { describe, expect, test } from '@jest/globals';
import type { AtlassianUser, AtlassianWorld } from '../../../demo/stand-ins/atlassian/world.ts';
import { type AtlassianOptions, startAtlassian } from '../../../demo/stand-ins/atlassian.ts';
import { nightOf } from '../declared-night.ts';

const org = 'org-1';
const enrolled = 'atlassian.mfa-enrolled';
const ana = user('ana', { platformRoles: ['atlassian/org-admin'] });

function user(name: string, traits: Partial<AtlassianUser> = {}): AtlassianUser {
  return { accountId: `a-${name}`, email: `${name}@acme.example`, mfaEnabled: true, ...traits };
}

function night(world: Partial<AtlassianWorld>, options: AtlassianOptions = {}) {
  const start = (now: () => Date) =>
    startAtlassian(() => ({ org, users: [ana], ...world }), { now, ...options });
  return nightOf('atlassian', { org }, start, (standIn) => standIn.apiKey());
}

describe('Atlassian', () => {
  test('passes where every managed account has a second factor', async () => {
    const found = await night({ users: [ana, user('ben')] });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass', 'ben@acme.example': 'pass' });
    expect(found.documents['atlassian/members']?.completeness).toBe('complete');
    expect(found.records['atlassian/members']).toMatchObject([{ privileged: true }, { privileged: null }]);
  });

  test('has one control: whether it is required is in no API', async () => {
    const found = await night({});
    expect(Object.keys(found.verdicts).filter((id) => id.startsWith('atlassian.'))).toEqual([enrolled]);
  });

  test.each([
    ['without one', { mfaEnabled: false }, 'fail'],
    ['of whom it is not told', { mfaEnabled: null }, 'unknown'],
    ['that is not managed, whatever is told', { claimStatus: 'unmanaged', mfaEnabled: true }, 'unknown'],
    ['that is not managed, whatever is told', { claimStatus: 'unmanaged', mfaEnabled: false }, 'unknown'],
    ['whose claim nobody knows', { claimStatus: 'contested' }, 'unknown'],
    ['in a status that nobody knows', { status: 'frozen' }, 'unknown'],
    ['of a kind that nobody knows', { accountType: 'robot' }, 'unknown'],
    ['that is in no directory', { status: 'not_invited', mfaEnabled: false }, 'fail'],
  ] as const)('an account %s: %j', async (_, traits, verdict) => {
    const found = await night({ users: [ana, user('ben', traits)] });
    expect(found.of(enrolled)['ben@acme.example']).toBe(verdict);
    expect(found.documents['atlassian/members']?.completeness).toBe('complete');
  });

  test('accounts that are shut, and apps, are in the strata, and no verdict is about them', async () => {
    const off = { mfaEnabled: false };
    const found = await night({
      users: [
        ana,
        user('closed', { ...off, accountStatus: 'closed' }),
        user('suspended', { ...off, status: 'suspended' }),
        user('deleted', { ...off, status: 'for_deletion' }),
        user('app', { ...off, accountType: 'app' }),
      ],
    });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass' });
    const { population } = found.documents['atlassian/members'] ?? {};
    expect(population?.strata).toMatchObject({ active: 1, disabled: 3, service: 1 });
  });

  test('an organization that manages no account is not visible, and nothing passes', async () => {
    const found = await night({ users: [user('ana', { claimStatus: 'unmanaged' })] });
    expect(found.documents['atlassian/members']?.problem?.code).toBe('not-visible');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });

  test('a count beyond what is listed leaves nothing to pass', async () => {
    const found = await night({ counted: 2 });
    expect(found.documents['atlassian/members']?.problem?.code).toBe('truncated');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });

  test('a key without the scope is denied', async () => {
    const found = await night({}, { scopes: [] });
    expect(found.documents['atlassian/members']?.problem?.code).toBe('denied');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });
});
