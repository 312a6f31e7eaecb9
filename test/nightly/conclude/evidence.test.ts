import { describe, expect, test } from '@jest/globals';
import { canonicalDocument } from '../../../lib/evidence/canonical.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import type { Locker } from '../../../lib/locker/locker.ts';
import { collect } from '../../../lib/nightly/collect/collect.ts';
import { conclude } from '../../../lib/nightly/conclude/conclude.ts';
import { ana, ben, google, nightAt, type Scene, scene, summary } from '../night.ts';
import { planned } from '../planned.ts';

const run = nightAt(0);
const enrolled = 'google-workspace.mfa-enrolled';

/** A night of Google that was collected; `spoil` stands between it and the judgement. */
async function judged(spoil: (locker: Locker, stage: Scene) => Partial<Locker> | Promise<Partial<Locker>>) {
  const stage = await scene({ google: google(ana, ben) });
  const context = await stage.context(run);
  await planned(context);
  await collect(context, [], null);
  const locker = { ...context.locker, ...(await spoil(context.locker, stage)) };
  const findings = await conclude({ ...context, locker }, []);
  return {
    users: summary(findings.datasets)['google/users'],
    problem: findings.datasets.find(({ dataset }) => dataset === 'users')?.problem?.message,
    status: findings.status,
    verdict: findings.controls.find(({ id }) => id === enrolled)?.verdict,
    complete: findings.controls.find(({ id }) => id === 'evidence.complete')?.verdict,
  };
}
const key = (path: string): string => `${runFolder(run)}/google/${path}`;
const users = key('users.json');
/** The document of users as it would be read, changed. */
const document = (locker: Locker, stage: Scene, changes: object) => ({
  read: async (wanted: string) =>
    wanted === users
      ? Buffer.from(canonicalDocument({ ...(await stage.json(run, 'google/users.json')), ...changes }))
      : locker.read(wanted),
});

describe('Evidence that is what was stored', () => {
  test('is judged', async () => {
    expect(await judged(() => ({}))).toEqual({
      users: 'complete',
      problem: undefined,
      status: 'complete',
      verdict: 'pass',
      complete: 'pass',
    });
  });
});

describe('Evidence that the locker cannot answer for never passes:', () => {
  const doubted = (message: string) => ({
    users: 'failed internal',
    problem: expect.stringMatching(
      new RegExp(`^The locker is damaged. In google/users in the run of ${run}, .*${message}`),
    ),
    status: 'partial',
    verdict: 'unknown',
    complete: 'fail',
  });

  test('records that are not there', async () => {
    const lost = async (locker: Locker) => ({
      local: async (wanted: string) => (wanted === key('users.ndjson') ? null : locker.local(wanted)),
    });
    expect(await judged(lost)).toEqual(doubted('users.ndjson is missing'));
  });

  test.each([
    ['shorter', { records: { path: 'users.ndjson', bytes: 1 } }],
    ['of another hash', { hash: 'f'.repeat(64) }],
  ])(
    'records that are %s than their document says',
    async (_, changes: { records?: object; hash?: string }) => {
      const other = async (locker: Locker, stage: Scene) => {
        const { records } = await stage.json(run, 'google/users.json');
        const sha256 = changes.hash ?? records.sha256;
        return document(locker, stage, { records: { ...records, ...changes.records, sha256 } });
      };
      expect(await judged(other)).toEqual(doubted('users.ndjson is not what was collected'));
    },
  );

  test('a document that is complete and names no records', async () => {
    const none = (locker: Locker, stage: Scene) => document(locker, stage, { records: null });
    expect(await judged(none)).toEqual(doubted('the document names no records'));
  });

  test.each([
    ['another night', { run: nightAt(1) }],
    ['another connection', { connection: 'google-2' }],
    ['another dataset', { dataset: 'groups' }],
    ['another provider', { provider: 'onepassword' }],
  ])('a document of %s', async (_, changes) => {
    const other = (locker: Locker, stage: Scene) => document(locker, stage, changes);
    expect(await judged(other)).toEqual(doubted('the evidence document is not its own'));
  });

  test('a document that cannot be read, which keeps no night from being concluded', async () => {
    const spoilt = (locker: Locker) => ({
      read: async (wanted: string) => (wanted === users ? Buffer.from('{"schema"') : locker.read(wanted)),
    });
    expect(await judged(spoilt)).toEqual(doubted('the evidence document is not its own'));
  });

  test('no document at all', async () => {
    const none = (locker: Locker) => ({
      read: async (wanted: string) => (wanted === users ? null : locker.read(wanted)),
    });
    expect(await judged(none)).toEqual(doubted('there is no evidence document'));
  });
});
