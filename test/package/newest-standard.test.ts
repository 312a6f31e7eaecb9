import { describe, expect, test } from '@jest/globals';
import type { Standard } from '../../lib/judging/standard.ts';
import { namedIn, newestStandard, registerIn } from '../../lib/package/newest-standard.ts';
import type { PackagedNight } from '../../lib/package/period/period-evidence.ts';

const night = (folder: string, standard: string | undefined): PackagedNight =>
  ({ folder, findings: { standard } }) as unknown as PackagedNight;
const locker = (files: Readonly<Record<string, string>>) => ({
  read: async (key: string) => (key in files ? Buffer.from(files[key] ?? '') : null),
});
const whole = {
  organization: 'Acme',
  people: { source: 'google', identities: [] },
  vaults: [{ name: 'npm', members: ['ana@acme.example'] }],
  sharedAccounts: [],
  vaultGroups: {},
  services: [],
} as unknown as Standard;

describe('the newest standard of a period', () => {
  test('is that of the last night which kept one', async () => {
    const files = { 'runs/2/standard.json': JSON.stringify(whole), 'runs/1/standard.json': '{}' };
    const nights = [night('runs/1', 'a'), night('runs/2', 'b'), night('runs/3', undefined)];
    expect(await newestStandard(locker(files), nights)).toEqual(whole);
  });

  test('is empty where no night kept one, or what is there cannot be read', async () => {
    const nights = [night('runs/1', 'a')];
    expect(await newestStandard(locker({}), [])).toEqual({});
    for (const text of ['null', '7', '{"vaults":'])
      expect(await newestStandard(locker({ 'runs/1/standard.json': text }), nights)).toEqual({});
    expect(await newestStandard(locker({}), nights)).toEqual({});
  });

  test('names people for vaults and as accounts, and nothing else of it is taken', () => {
    const { people, sharedAccounts, vaultGroups, vaults } = whole;
    expect(namedIn(whole)).toEqual({ people, sharedAccounts, vaultGroups, vaults });
    expect(registerIn(whole)).toEqual([]);
  });

  test.each(['people', 'vaults', 'sharedAccounts', 'vaultGroups'] as const)(
    'tells of nobody where it has no %s, and not that there is nobody',
    (part) => {
      expect(namedIn({ ...whole, [part]: undefined })).toBeNull();
      expect(registerIn({})).toBeNull();
    },
  );

  test.each([
    { vaults: [{ name: 'npm' }] },
    { vaults: [null] },
    { sharedAccounts: [{ name: 'books' }] },
    { vaultGroups: { Books: 7 } },
    { people: { source: 'google', identities: [{ person: 'ana@acme.example' }] } },
    { people: { source: 'google', identities: [], leavers: [{ person: 'ana@acme.example' }] } },
  ])('tells of nobody where it was given another form: %j', (forged) => {
    expect(namedIn({ ...whole, ...forged } as unknown as Standard)).toBeNull();
  });
});
