import { access, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { users } from '../../lib/evidence/datasets/google-workspace.ts';
import { CollectError } from '../../lib/evidence/problem.ts';
import { Secrets } from '../../lib/http/redact.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { collectDataset } from '../../lib/nightly/collect/dataset-collection.ts';
import { ControlFault, guarded } from '../../lib/nightly/conclude/control-fault.ts';
import { executeRun } from '../../lib/nightly/run.ts';
import { openFolderReader } from '../../lib/seal/verify/folder-reader.ts';
import { verifyLocker } from '../../lib/seal/verify/verify-locker.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { ana, ben, google, nightAt, onepassword, type Scene, scene } from './night.ts';

const run = nightAt(0);
const documents = async ({ locker }: Scene) =>
  (await locker.list('runs/'))
    .map(({ key }) => key)
    .filter((key) => /\/google\/(users|groups)\.json$/.test(key));

/** Where a write says that the disk is full, whoever writes. */
const full = '/dev/full';

/** The run is refused with words; no document of what failed is there; and the same night completes afterwards. */
async function expectEndedAndRepeatable(stage: Scene, ended: Promise<unknown>, words: RegExp): Promise<void> {
  await expect(ended).rejects.toMatchObject({ name: 'LockerError', code: 'unreachable' });
  await expect(ended).rejects.toThrow(words);
  expect(await documents(stage)).toEqual([]);
  await rm(join(await stage.locker.scratch(), run.replaceAll(':', '-')), { recursive: true, force: true });
  stage.world = { ...stage.world, google: google(ana, ben) };
  const { findings, seal } = await executeRun(await stage.context(run));
  expect([findings.status, seal.sequence]).toEqual(['complete', 1]);
  const reader = openFolderReader(stage.locker.location);
  const { problems } = await verifyLocker(reader, { trustedKeys: 'in-locker' });
  await reader.close();
  expect(problems).toEqual([]);
}

describe('A failure of our own ends the run before any document is written, and the same night can be run again:', () => {
  test.each([
    ['a disk that is full while records are kept', 'google-users.ndjson.0'],
    ['a disk that is full while answers are kept', 'google-users.raw.ndjson.gz'],
  ])('%s', async (_, name) => {
    const stage = await scene({ google: google(ana, ben), onepassword: onepassword(['ana', 'ben']) });
    const context = await stage.context(run);
    await symlink(full, join(context.scratch, name));
    await expectEndedAndRepeatable(stage, executeRun(context), /ENOSPC.*make room, and run again/);
  });

  test('a folder for unfinished files that is gone', async () => {
    const stage = await scene({ google: google(ana, ben) });
    const context = await stage.context(run);
    await rm(context.scratch, { recursive: true });
    await expectEndedAndRepeatable(stage, executeRun(context), /Unfinished files cannot be kept.*ENOENT/);
  });

  test('a locker that vanishes in the middle, which is not made anew', async () => {
    const stage = await scene({ google: google(ana, ben) });
    const { location } = stage.locker;
    stage.world = {
      google: {
        ...google(ana, ben),
        users: { rows: [ana], meanwhile: () => rename(location, `${location}-away`) },
      },
    };
    const ended = executeRun(await stage.context(run));
    await expect(ended).rejects.toMatchObject({ name: 'LockerError' });
    await expect(access(location)).rejects.toMatchObject({ code: 'ENOENT' });
    await rename(`${location}-away`, location);
    await expectEndedAndRepeatable(stage, ended, /ENOENT.*still mounted/);
  });

  test('whatever one connection did, another that was whole stands', async () => {
    const stage = await scene({ google: google(ana, ben), onepassword: onepassword(['ana', 'ben']) });
    const context = await stage.context(run);
    await symlink(full, join(context.scratch, 'google-users.ndjson.0'));
    await expect(executeRun(context)).rejects.toThrow('ENOSPC');
    const before = await stage.text(run, 'onepassword/users.json');
    expect(JSON.parse(before).completeness).toBe('complete');
    await rm(join(context.scratch, 'google-users.ndjson.0'));
    await executeRun(await stage.context(run));
    expect(await stage.text(run, 'onepassword/users.json')).toBe(before);
  });

  test('a disk that is full while it is judged', async () => {
    const stage = await scene({ google: google(ana, ben) });
    const context = await stage.context(run);
    await symlink(full, join(context.scratch, 'findings.ndjson'));
    await expect(executeRun(context)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await stage.locker.exists('runs/2026-11-20T02-00-00Z/findings.json')).toBe(false);
    await rm(join(context.scratch, 'findings.ndjson'));
    expect((await executeRun(await stage.context(run))).findings.status).toBe('complete');
  });
});

describe('What a dataset makes of an error:', () => {
  const noSpace = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' });
  const collected = async (work: () => Promise<void>) =>
    collectDataset(users, work, {
      header: {
        run,
        connection: 'google',
        provider: 'google-workspace',
        dataset: 'users',
        collector: { version: '0', commit: null, node: 'v24', trigger: 'schedule', by: null },
      },
      scratch: await temporaryFolder(),
      now: () => new Date(run),
      startedAt: null,
      nominal: null,
      secrets: new Secrets(),
      fetchWith: () => () => Promise.reject(new Error('unused')),
    });

  test('our own is none of the provider, however a client wrapped it', async () => {
    const wrapped = new CollectError('unavailable', 'No answer.', {
      cause: new TypeError('fetch failed', { cause: noSpace }),
    });
    await expect(collected(() => Promise.reject(wrapped))).rejects.toMatchObject({ name: 'LockerError' });
  });

  test.each([
    ['a buffer', new RangeError('Array buffer allocation failed')],
    ['a buffer of Node', Object.assign(new Error('no'), { code: 'ERR_MEMORY_ALLOCATION_FAILED' })],
    ['a worker', Object.assign(new Error('no'), { code: 'ERR_WORKER_OUT_OF_MEMORY' })],
    ['the machine', Object.assign(new Error('no'), { code: 'ENOMEM', syscall: 'mmap' })],
  ])('that there is no memory left for %s is ours', async (_, error) => {
    const wrapped = new CollectError('unavailable', 'No answer.', { cause: error });
    await expect(collected(() => Promise.reject(wrapped))).rejects.toThrow(/ENOMEM.*no memory left/);
  });

  test('a number that is out of range is no lack of memory', async () => {
    const { document } = await collected(() => Promise.reject(new RangeError('Invalid array length')));
    expect(document.problem?.code).toBe('internal');
  });

  test("the provider's is the provider's", async () => {
    const closed = Object.assign(new Error('closed'), { code: 'ECONNRESET', syscall: 'read' });
    const error = new CollectError('unavailable', 'No answer.', { cause: closed });
    const { document } = await collected(() => Promise.reject(error));
    expect(document.problem?.code).toBe('unavailable');
  });

  test('our own is no fault of a control', () => {
    const failing = (error: Error) => () => [
      ...guarded(() => {
        throw error;
      }),
    ];
    expect(failing(noSpace)).toThrow('ENOSPC');
    expect(failing(new TypeError('no'))).toThrow(ControlFault);
  });
});

describe('On a file system without hard links', () => {
  const withoutLinks = (folder: string) =>
    openFolderLocker(folder, {
      linkFile: () => Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'link' })),
    });

  test('a night is collected and sealed as elsewhere', async () => {
    const stage = await scene({ google: google(ana, ben) });
    const locker = withoutLinks(join(await temporaryFolder(), 'evidence'));
    const lock = await locker.lock(run);
    const context = await stage.context(run);
    const { findings } = await executeRun({ ...context, locker });
    expect(findings.status).toBe('complete');
    await lock.release();
    await locker.close();
    const reader = openFolderReader(locker.location);
    const { problems, checked } = await verifyLocker(reader, { trustedKeys: 'in-locker' });
    await reader.close();
    expect([problems, checked.runs]).toEqual([[], 1]);
  });

  test('a key is written once, also by many at once', async () => {
    const folder = join(await temporaryFolder(), 'evidence');
    const lockers = Array.from({ length: 8 }, () => withoutLinks(folder));
    const outcomes = await Promise.allSettled(
      lockers.map((locker, at) => locker.create('chain/one', `${at}`)),
    );
    const won = outcomes.flatMap(({ status }, at) => (status === 'fulfilled' ? [at] : []));
    expect(won).toHaveLength(1);
    expect((await lockers[0]?.read('chain/one'))?.toString()).toBe(`${won[0]}`);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'exists' });
    for (const locker of lockers) await locker.close();
  });

  test('two runs at once are told from one another', async () => {
    const folder = join(await temporaryFolder(), 'evidence');
    const [one, two] = [withoutLinks(folder), withoutLinks(folder)];
    const lock = await one.lock(run);
    await expect(two.lock(run)).rejects.toMatchObject({ code: 'busy' });
    await lock.release();
    await (await two.lock(run)).release();
    await Promise.all([one.close(), two.close()]);
  });
});

test('A locker where no folder can be made is named, with the cause, and closing it says no more', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'file'));
  await symlink('/dev/null', join(folder, 'file', 'null'));
  const locker = openFolderLocker(join(folder, 'file', 'null', 'evidence'));
  await expect(locker.lock(run)).rejects.toThrow(/evidence cannot be written: ENOTDIR/);
  await expect(locker.close()).resolves.toBeUndefined();
});
