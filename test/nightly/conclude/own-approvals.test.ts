import { describe, expect, test } from '@jest/globals';
import { executeRun } from '../../../lib/nightly/run.ts';
import { storeAttestation } from '../../../lib/runs/attestations.ts';
import { ana, ben, google, nightAt, onepassword, scene, unenrolled } from '../night.ts';

const enrolled = 'google-workspace.mfa-enrolled';
const settings = {
  people: { source: 'google', identities: [] },
  vaults: [],
  sharedAccounts: [],
  vaultGroups: {},
  policies: [],
};
const waiver = { control: enrolled, subject: 'ben@example.com', reason: 'On leave', expires: '2026-12-31' };
const world = {
  google: google(ana, { ...unenrolled(ben), aliases: ['b.smit@example.com'] }),
  onepassword: onepassword(['ana', 'ben']),
};

async function ownIn(changes: object, world_ = world) {
  const stage = await scene(world_);
  const { findings } = await executeRun(await stage.context(nightAt(0), { settings, ...changes }));
  return findings.ownApprovals;
}

describe('Somebody who approves what they are the subject of is named', () => {
  test.each([
    ['under their address', 'ben@example.com'],
    ['under another case', 'Ben@Example.com'],
    ['under an alias', 'b.smit@example.com'],
  ])('a waiver, signed %s', async (_, approvedBy) => {
    expect(await ownIn({ waivers: [{ ...waiver, approvedBy }] })).toEqual([
      { of: 'waiver', control: enrolled, subject: 'ben@example.com', key: 'google/id-ben', by: approvedBy },
    ]);
  });

  test('a waiver that names the subject’s key', async () => {
    const byKey = { ...waiver, subject: 'google/id-ben', approvedBy: 'ben@example.com' };
    expect(await ownIn({ waivers: [byKey] })).toMatchObject([{ subject: 'ben@example.com' }]);
  });

  test('nobody else is, and a rule of the provider is nobody', async () => {
    expect(await ownIn({ waivers: [{ ...waiver, approvedBy: 'ana@example.com' }] })).toEqual([]);
    expect(await ownIn({})).toEqual([]);
  });

  test('one whose account has the waiver under another address', async () => {
    const left = {
      google: google(ana, { ...ben, suspended: true, aliases: ['b.smit@example.com'] }),
      onepassword: onepassword(['b.smit']),
    };
    const control = 'people.leavers-have-no-access';
    const own = {
      control,
      subject: 'b.smit@example.com (onepassword)',
      reason: 'Hand-over',
      approvedBy: 'ben@example.com',
      expires: '2026-12-31',
    };
    expect(await ownIn({ waivers: [own] }, left)).toMatchObject([{ control, by: 'ben@example.com' }]);
  });

  test('a word is nobody’s own where no subject is a person', async () => {
    const stage = await scene(world);
    const word = {
      control: 'passwords.unique',
      by: 'ben@example.com',
      note: 'Looked',
      at: '2026-11-19T00:00:00Z',
      expires: '2026-12-31',
    };
    await storeAttestation(stage.locker, word, []);
    const { findings } = await executeRun(await stage.context(nightAt(0), { settings }));
    expect(findings.ownApprovals).toEqual([]);
  });
});
