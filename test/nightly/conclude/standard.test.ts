import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Configuration } from '../../../lib/config/configuration.ts';
import { defaults } from '../../../lib/config/defaults.ts';
import { catalog } from '../../../lib/controls/catalog.ts';
import type { DriftEvent } from '../../../lib/drift/event.ts';
import { executeRun } from '../../../lib/nightly/run.ts';
import { storeAttestation } from '../../../lib/runs/attestations.ts';
import { readStandard } from '../../../lib/runs/standard.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { ana, ben, google, nightAt, onepassword, scene, unenrolled } from '../night.ts';

const needToKnow = 'onepassword.shared-vaults-need-to-know';
const enrolled = 'google-workspace.mfa-enrolled';
const settingsOf = (changes: Partial<Configuration['settings']> = {}): Configuration['settings'] => ({
  people: { source: 'google', identities: [] },
  vaults: [{ name: 'npm', members: ['ana@example.com', 'ben@example.com'] }],
  sharedAccounts: [],
  vaultGroups: {},
  policies: [],
  ...changes,
});
const world = { google: google(ana, ben), onepassword: onepassword(['ana', 'ben'], ['ana', 'ben']) };

/** Two nights of one world, judged by one configuration and then by another. */
async function twoNights(
  first: Partial<Configuration>,
  second: Partial<Configuration>,
  [seen, seenThen] = [world, world],
) {
  const stage = await scene(seen);
  await executeRun(await stage.context(nightAt(0), { settings: settingsOf(), ...first }));
  Object.assign(stage.world, seenThen);
  const { drift, findings } = await executeRun(
    await stage.context(nightAt(1), { settings: settingsOf(), ...second }),
  );
  return { drift: drift.events, findings, stage };
}
const told = (events: readonly DriftEvent[], control: string) =>
  events.flatMap(({ type, control: of, cause, subject }) =>
    of === control && type.startsWith('control.') ? [`${type} ${subject ?? '-'} ${cause}`] : [],
  );
const paths = (events: readonly DriftEvent[]) =>
  events.flatMap(({ path, type }) => (type === 'standard.changed' ? [path] : []));

describe('A change of what is judged by', () => {
  test('that names somebody for a vault is told in words, and the pass that follows is no recovery', async () => {
    const before = { settings: settingsOf({ vaults: [{ name: 'npm', members: ['ana@example.com'] }] }) };
    const { drift } = await twoNights(before, {});
    expect(drift.filter(({ type }) => type === 'standard.changed')).toMatchObject([
      {
        path: '/vaults/0/members/1',
        before: null,
        after: 'ben@example.com',
        subject: null,
        message: 'ben@example.com is now named for the vault npm.',
      },
    ]);
    expect(told(drift, needToKnow)).toEqual([
      'control.redefined - standard',
      'control.redefined npm standard',
    ]);
    expect(drift.map(({ type }) => type)).not.toContain('control.recovered');
  });

  test('of somebody’s last day is told in words, and what it makes fail is by the standard', async () => {
    const left = (lastDay: string) => {
      const leavers = [{ person: 'ben@example.com', lastDay }];
      return { settings: settingsOf({ people: { source: 'google', identities: [], leavers } }) };
    };
    const first = await twoNights({}, left('2026-11-18'));
    expect(
      first.drift.flatMap(({ message, type }) => (type === 'standard.changed' ? [message] : [])),
    ).toEqual(['A file of leavers is read now; people in it: 1.']);
    const leavers = 'people.leavers-have-no-access';
    expect(told(first.drift, leavers)).toContain('control.failed ben@example.com (onepassword) standard');
    const later = await twoNights(left('2026-12-31'), left('2026-11-18'));
    expect(
      later.drift.flatMap(({ message, type }) => (type === 'standard.changed' ? [message] : [])),
    ).toEqual(['The last day of ben@example.com is 2026-11-18 now, and was 2026-12-31.']);
  });

  test('that makes a vault fail is a failure by the standard', async () => {
    const fewer = { settings: settingsOf({ vaults: [{ name: 'npm', members: ['ana@example.com'] }] }) };
    const { drift } = await twoNights({}, fewer);
    expect(paths(drift)).toEqual(['/vaults/0/members/1']);
    expect(told(drift, needToKnow)).toEqual(['control.failed - standard', 'control.failed npm standard']);
  });

  test('leaves what the evidence changed to the evidence', async () => {
    const failing = { ...world, google: google(ana, unenrolled(ben)) };
    const other = { settings: settingsOf({ vaultGroups: { Staff: 'staff@example.com' } }) };
    const { drift } = await twoNights({}, other, [failing, world]);
    expect(told(drift, enrolled)).toEqual([
      'control.recovered - evidence',
      'control.recovered ben@example.com evidence',
    ]);
  });

  test('together with a change of the evidence is both, and no recovery', async () => {
    const off = new Map([['google-workspace.super-admins-few', { parameters: { min: 1, max: 1 } }]]);
    const admins = (...names: string[]) => ({
      ...world,
      google: google(...[ana, ben].map((one) => ({ ...one, isAdmin: names.includes(one.id) }))),
    });
    const none = admins();
    const one = admins(ana.id);
    const { drift } = await twoNights({}, { controls: off }, [none, one]);
    const events = told(drift, 'google-workspace.super-admins-few');
    expect(events.every((event) => !event.includes('recovered'))).toBe(true);
    expect(events.length).toBeGreaterThan(0);
  });

  const waiver = {
    control: enrolled,
    subject: 'ben@example.com',
    reason: 'Key in the safe',
    approvedBy: 'cto@example.com',
    expires: '2026-12-31',
  };
  const failing = { ...world, google: google(ana, unenrolled(ben)) };

  test('that waives a failure is told, and the waiver is the standard’s', async () => {
    const { drift } = await twoNights({}, { waivers: [waiver] }, [failing, failing]);
    expect(drift.filter(({ type }) => type === 'standard.changed')).toMatchObject([
      { path: '/waivers/0', control: enrolled, before: null },
    ]);
    expect(told(drift, enrolled)).toContain('control.waived ben@example.com standard');
  });

  test.each<[string, Partial<Configuration>, string]>([
    [
      'an account declared as shared',
      {
        settings: settingsOf({
          sharedAccounts: [{ name: 'npm', connection: null, account: null, vault: null }],
        }),
      },
      '/sharedAccounts/0',
    ],
    [
      'an identity',
      {
        settings: settingsOf({
          people: {
            source: 'google',
            identities: [{ person: 'ana@example.com', accounts: { github: 'ana-gh' } }],
          },
        }),
      },
      '/people/identities/0',
    ],
    [
      'a parameter',
      { controls: new Map([['google-workspace.unused-accounts-removed', { parameters: { days: 400 } }]]) },
      '/days',
    ],
    ['a control turned off', { controls: new Map([[enrolled, { off: 'By hand' }]]) }, '/off'],
    ['a vault that is dropped', { settings: settingsOf({ vaults: [] }) }, '/vaults/0'],
    [
      'a people source that is taken away',
      { settings: settingsOf({ people: { source: null, identities: [] } }) },
      '/people/source',
    ],
  ])('is told: %s', async (_, changes, place) => {
    const { drift } = await twoNights({}, changes);
    expect(paths(drift)).toHaveLength(1);
    expect(paths(drift)[0]?.endsWith(place)).toBe(true);
    expect(drift.map(({ type }) => type)).not.toContain('control.recovered');
  });

  /** What came of two nights, on which this address answered in Google's place. */
  async function askedAt(first: string | null, second: string | null) {
    const stage = await scene({ ...failing });
    const configured = async (at: string, endpoint: string | null) => {
      const { configuration } = await stage.context(at, { settings: settingsOf() });
      const connections = configuration.connections.map((one) =>
        one.id === 'google' ? { ...one, endpoint } : one,
      );
      return stage.context(at, { settings: settingsOf(), connections });
    };
    await executeRun(await configured(nightAt(0), first));
    Object.assign(stage.world, world);
    return (await executeRun(await configured(nightAt(1), second))).drift.events;
  }

  test.each([
    ['another address that answers in its place', 'https://directory.example', 'https://elsewhere.example'],
    ['an address in place of the provider’s own', null, 'https://elsewhere.example/google'],
    ['a program of this machine in its place', 'https://directory.example', 'http://127.0.0.1:8080'],
    ['the provider’s own address again', 'http://localhost:8080', null],
  ])('is told: %s, and nothing recovers by it', async (_, first, second) => {
    const drift = await askedAt(first, second);
    expect(paths(drift)).toEqual(['/connections/0/endpoint']);
    expect(told(drift, enrolled)).toEqual([
      'control.redefined - both',
      'control.redefined ben@example.com both',
    ]);
  });

  test('is none where only the object is another that a night on AWS went by, or there was none before', async () => {
    for (const before of [{ object: 'a'.repeat(64) }, {}]) {
      const { drift, stage } = await twoNights(before, { object: 'b'.repeat(64) });
      expect(drift).toEqual([]);
      const { configuration } = (await readStandard(stage.locker, nightAt(1))) ?? {};
      expect(configuration).toEqual({ object: 'b'.repeat(64) });
    }
  });

  test('is none where a program of this machine answers at another port', async () => {
    const drift = await askedAt('http://127.0.0.1:40001', 'http://[::1]:40002');
    expect(paths(drift)).toEqual([]);
    expect(told(drift, enrolled)).toContain('control.recovered ben@example.com evidence');
  });

  test('is told: how much a night takes, and what is whole by it has not recovered', async () => {
    const narrow = { limits: { ...defaults.limits, datasetRecords: 1 } };
    const { drift } = await twoNights(narrow, {}, [{ ...failing }, world]);
    expect(drift.find(({ type }) => type === 'standard.changed')).toMatchObject({
      path: '/limits/datasetRecords',
      message: 'The limit datasetRecords is 5000000 now, and was 1.',
    });
    expect(told(drift, enrolled)).not.toEqual([]);
    expect(told(drift, enrolled).filter((event) => event.includes('recovered'))).toEqual([]);
  });

  test('is none where a waiver ends by time, or is cleared away after it ended', async () => {
    const ended = { ...waiver, expires: '2026-11-20' };
    const { drift } = await twoNights({ waivers: [ended] }, { waivers: [] }, [failing, failing]);
    expect(paths(drift)).toEqual([]);
  });
});

describe('What a run is judged by', () => {
  test('is kept when the run is planned, and names every control with its version', async () => {
    const { stage, findings } = await twoNights({}, {});
    const standard = await readStandard(stage.locker, findings.run);
    expect(standard?.controls.map(({ id }) => id)).toEqual(catalog.map(({ id }) => id));
    expect(standard?.vaults).toEqual(settingsOf().vaults);
    expect(JSON.stringify(standard)).not.toContain('env:');
  });

  test('is what was attested, so that a word that is given is a change of it and no recovery', async () => {
    const stage = await scene(world);
    await executeRun(await stage.context(nightAt(0), { settings: settingsOf() }));
    const word = {
      control: 'passwords.unique',
      by: 'ana@example.com',
      note: 'Looked.',
      expires: '2026-12-31',
    };
    const report = join(await temporaryFolder(), 'report.txt');
    await writeFile(report, 'Nothing reused');
    await storeAttestation(stage.locker, { ...word, at: nightAt(0) }, [report]);
    const { drift } = await executeRun(await stage.context(nightAt(1), { settings: settingsOf() }));
    expect(paths(drift.events)).toEqual(['/attestations/0']);
    expect(told(drift.events, 'passwords.unique')).toEqual([
      'control.redefined - standard',
      'control.redefined password report standard',
    ]);
  });
});
