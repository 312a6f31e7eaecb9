import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { openKeyFile } from '../../../lib/seal/key-file.ts';
import { nextDueBy } from '../../../lib/seal/schedule.ts';
import { type SealInput, sealRun } from '../../../lib/seal/seal.ts';
import { verifyLockerFolder } from '../../../lib/seal/verify/verify-locker.ts';
import type { VerifyProgress } from '../../../lib/seal/verify/verify-runs.ts';
import {
  buildNights,
  collectNight,
  copyOf,
  later,
  type Nights,
  removeTemporary,
  runAt,
  sealInput,
  temporaryFolder,
} from '../nights.ts';

let clean: Nights;

beforeAll(async () => {
  clean = await buildNights({ nights: 10, failed: [3, 4], rotatedAt: 6 });
});
afterAll(removeTemporary);

const verify = (folder: string, more: Partial<Parameters<typeof verifyLockerFolder>[1]> = {}) =>
  verifyLockerFolder(folder, { trustedKeys: clean.publicKeys, ...more });

const kinds = (result: Awaited<ReturnType<typeof verify>>) =>
  result.problems.map((found) => `${found.kind} ${found.path}`);

describe('a locker that nobody touched', () => {
  test('is without objection, failed nights and a key changed midway included', async () => {
    const head = clean.seals.at(-1)?.sha256;
    expect(await verify(clean.folder, { head })).toEqual({
      schema: 'exhibit/verify/v1',
      ok: true,
      trust: 'given',
      checked: { runs: 10, files: 56, bytes: expect.any(Number) },
      head: { sequence: 10, sha256: head },
      problems: [],
      notices: [],
    });
  });

  test('may be verified against any earlier head', async () => {
    for (const seal of clean.seals)
      expect(await verify(clean.folder, { head: seal.sha256.toUpperCase() })).toMatchObject({ ok: true });
  });

  test('is verified with the keys that lie in it when none is given, and the result says so', async () => {
    expect(await verify(clean.folder, { trustedKeys: 'in-locker' })).toMatchObject({
      ok: true,
      trust: 'locker',
    });
  });

  test('may hold packages, a lock and unfinished work', async () => {
    const folder = await copyOf(clean.folder);
    for (const path of ['packages/2026.zip', '.scratch/1-a/draft', '.lock']) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), '{}');
    }
    expect(await verify(folder)).toMatchObject({ ok: true });
  });

  test('tells how far it has come', async () => {
    const seen: VerifyProgress[] = [];
    await verify(clean.folder, { onProgress: (progress) => seen.push(progress) });
    expect(seen).toHaveLength(10);
    expect(seen.at(-1)).toMatchObject({ runs: 10, ofRuns: 10, files: 56 });
  });

  test('is read without being written to', async () => {
    const folder = await copyOf(clean.folder);
    await chmod(folder, 0o500);
    expect(await verify(folder)).toMatchObject({ ok: true });
  });

  test('may be a part of itself, when the caller says which', async () => {
    const folder = await copyOf(clean.folder);
    for (const night of [0, 1, 2, 8, 9]) await rm(join(folder, runFolder(runAt(night))), { recursive: true });
    for (const sequence of [1, 2]) await rm(join(folder, `chain/000000000${sequence}.sigstore.json`));
    const excerpt = { from: runAt(3), to: runAt(7) };
    expect(await verify(folder, { excerpt })).toMatchObject({ ok: true, checked: { runs: 5 } });
    await rm(join(folder, runFolder(runAt(7))), { recursive: true });
    expect(kinds(await verify(folder, { excerpt }))).toEqual([`missing ${runFolder(runAt(7))}`]);
  });
});

describe('keys', () => {
  test('of a rotation must both be trusted', async () => {
    const result = await verify(clean.folder, { trustedKeys: clean.publicKeys.slice(0, 1) });
    expect(kinds(result)).toEqual(
      [7, 8, 9, 10].map((n) => `unknown-key chain/${String(n).padStart(10, '0')}.sigstore.json`),
    );
  });

  test('that are none are refused', async () => {
    await expect(verify(clean.folder, { trustedKeys: ['key'] })).rejects.toMatchObject({ code: 'key' });
  });

  test('that no seal was made with are named', async () => {
    const folder = await copyOf(clean.folder);
    const stranger = await openKeyFile(join(await temporaryFolder(), 'key.pem'));
    await writeFile(join(folder, `keys/${stranger.keyId}.pem`), stranger.publicKey);
    expect(kinds(await verify(folder))).toEqual([`unlisted keys/${stranger.keyId}.pem`]);
  });
});

describe('what is no locker or has no chain', () => {
  test('is told apart', async () => {
    await expect(verify(await temporaryFolder())).rejects.toMatchObject({ code: 'not-a-locker' });
    await expect(verify('/no/such/folder')).rejects.toMatchObject({ code: 'not-a-locker' });
  });

  test('also where a folder among other things has the name of one of a locker’s', async () => {
    const folder = await temporaryFolder();
    for (const name of ['runs', 'keys', 'alerts', 'lib']) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'index.ts'), 'x');
    }
    await expect(verify(folder)).rejects.toMatchObject({
      code: 'not-a-locker',
      message: expect.stringContaining('other things lie beside them'),
    });
  });

  test.each([
    ['a night', 'runs/2026-10-22T00-00-00Z/findings.json'],
    ['a seal', 'chain/0000000001.sigstore.json'],
    ['a key', `keys/${'a'.repeat(64)}.pem`],
    ['a person’s word', 'attestations/x.json'],
  ])('and not where %s is left: then every other thing is named', async (_, path) => {
    const folder = await temporaryFolder();
    for (const one of ['runs/index.ts', 'index.ts', path]) {
      await mkdir(join(folder, dirname(one)), { recursive: true });
      await writeFile(join(folder, one), 'x');
    }
    expect(kinds(await verify(folder))).toEqual(
      expect.arrayContaining(['unlisted index.ts', 'unlisted runs/index.ts']),
    );
  });

  test.each([['runs'], ['chain']])('is not whole where it has %s and nothing in it', async (name) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, name));
    const result = await verify(folder, { trustedKeys: 'in-locker' });
    expect([result.ok, kinds(result)]).toEqual([false, ['missing chain/']]);
  });

  test('is not whole where all was taken away, whether or not a head is known', async () => {
    const folder = await copyOf(clean.folder);
    for (const name of ['runs', 'chain', 'keys']) {
      await rm(join(folder, name), { recursive: true });
      await mkdir(join(folder, name));
    }
    expect(kinds(await verify(folder))).toEqual(['missing chain/']);
    expect(kinds(await verify(folder, { head: clean.seals[0]?.sha256 }))).toEqual(['truncated chain/']);
  });

  test('names every run when the chain is gone, and the head that is known', async () => {
    const folder = await copyOf(clean.folder);
    await rm(join(folder, 'chain'), { recursive: true });
    const result = await verify(folder, { head: clean.seals[0]?.sha256 });
    expect(result.head).toBeNull();
    expect(
      result.problems.filter((found) => found.kind === 'unlisted' && found.path.startsWith('runs/')),
    ).toHaveLength(10);
    expect(kinds(result)).toContain('truncated chain/');
  });
});

describe('a link', () => {
  test('in the place of a sealed file is not that file, though it leads to the same bytes', async () => {
    const folder = await copyOf(clean.folder);
    const path = `${runFolder(runAt(1))}/findings.json`;
    const elsewhere = join(await temporaryFolder(), 'findings.json');
    await writeFile(elsewhere, await readFile(join(folder, path)));
    await rm(join(folder, path));
    await symlink(elsewhere, join(folder, path));
    expect(kinds(await verify(folder))).toEqual([`modified ${path}`]);
  });

  test('among the seals has no place there', async () => {
    const folder = await copyOf(clean.folder);
    await symlink('0000000001.sigstore.json', join(folder, 'chain/0000000011.sigstore.json'));
    expect(kinds(await verify(folder))).toEqual(['unlisted chain/0000000011.sigstore.json']);
  });
});

describe('a sealed file under another name', () => {
  test('was moved, and a copy of it is in no list', async () => {
    const folder = await copyOf(clean.folder);
    const path = join(runFolder(runAt(1)), 'findings.json');
    for (const name of ['a', 'b'])
      await writeFile(join(folder, `${path}.${name}`), await readFile(join(folder, path)));
    await rm(join(folder, path));
    expect(kinds(await verify(folder))).toEqual([`missing ${path}`, `moved ${path}.a`, `unlisted ${path}.b`]);
  });
});

describe('several problems at once', () => {
  test('are all named', async () => {
    const folder = await copyOf(clean.folder);
    const [first, second] = [runFolder(runAt(0)), runFolder(runAt(1))];
    await rm(join(folder, first, 'findings.json'));
    await writeFile(join(folder, second, 'added'), 'x');
    await rm(join(folder, 'chain/0000000005.sigstore.json'));
    await writeFile(join(folder, 'chain/0000000006.sigstore.json.tmp'), 'x');
    expect(kinds(await verify(folder))).toEqual([
      'gap chain/0000000005.sigstore.json',
      'unlisted chain/0000000006.sigstore.json.tmp',
      `missing ${first}/findings.json`,
      `unlisted ${second}/added`,
      `unlisted ${runFolder(runAt(4))}`,
    ]);
  });
});

describe('seals that are whole and contradict one another', () => {
  const third = 'chain/0000000003.sigstore.json';

  /** As runs are named, in whole seconds. */
  const runOf = (time: string) => `${time.slice(0, 19)}Z`;

  /** Two ordinary nights, and a third as told. */
  async function kindsWith(night: number, more: Partial<SealInput>): Promise<string[]> {
    const folder = await temporaryFolder();
    const locker = openFolderLocker(folder);
    const signer = await openKeyFile(join(await temporaryFolder(), 'key.pem'));
    for (const ordinary of [1, 2]) {
      await collectNight(locker, ordinary);
      await sealRun(sealInput(locker, signer, ordinary));
    }
    await collectNight(locker, night, false, more.run);
    await sealRun({ ...sealInput(locker, signer, night), ...more });
    await locker.close();
    return kinds(await verifyLockerFolder(folder, { trustedKeys: [signer.publicKey] }));
  }

  test('are without objection one night after another', async () => {
    expect(await kindsWith(3, {})).toEqual([]);
  });

  test('sealed before the one before it', async () => {
    expect(await kindsWith(3, { now: () => new Date(later(runAt(2), -5)) })).toContain(`backdated ${third}`);
  });

  test('sealed before its own evidence was collected', async () => {
    expect(await kindsWith(3, { now: () => new Date(later(runAt(3), 0.01)) })).toEqual([
      `backdated ${third}`,
    ]);
  });

  test('of an earlier night than the one before it', async () => {
    expect(await kindsWith(0, { now: () => new Date(later(runAt(2), 1)) })).toEqual([`backdated ${third}`]);
  });

  test('with a night missing between', async () => {
    expect(await kindsWith(4, {})).toEqual([`gap ${third}`]);
  });

  test('made a night late, as one is that was cut off, is not missing', async () => {
    expect(await kindsWith(3, { now: () => new Date(later(runAt(3), 30)) })).toEqual([]);
  });

  test('made by a run that began hours after its time, but on its day, is late and not missing', async () => {
    const run = runOf(later(runAt(2), 47.9));
    expect(await kindsWith(3, { run, now: () => new Date(later(run, 0.1)) })).toEqual([]);
    const next = runOf(later(runAt(2), 48));
    expect(await kindsWith(3, { run: next, now: () => new Date(later(next, 0.1)) })).toEqual([
      `gap ${third}`,
    ]);
  });

  test('of another locker', async () => {
    expect(await kindsWith(3, { origin: { locker: 'other' } })).toEqual([`moved ${third}`]);
  });
});

describe('a company that moves its schedule', () => {
  const amsterdam = { time: '02:00', timezone: 'Europe/Amsterdam' };
  const denver = { time: '02:00', timezone: 'America/Denver' };
  const apia = { time: '02:00', timezone: 'Pacific/Apia' };
  const none = { time: '02:00', timezone: 'Mars/Olympus' };
  const evening = { time: '23:30', timezone: 'Pacific/Apia' };

  /** One run after another, each with the schedule that it was made by. */
  async function kindsOf(...nights: (readonly [string, SealInput['schedule']])[]): Promise<string[]> {
    const folder = await temporaryFolder();
    const locker = openFolderLocker(folder);
    const signer = await openKeyFile(join(await temporaryFolder(), 'key.pem'));
    for (const [run, schedule] of nights) {
      await collectNight(locker, 0, false, run);
      const due = schedule === none ? null : nextDueBy(new Date(run), schedule.time, schedule.timezone);
      const now = () => new Date(later(run, 0.1));
      const nextDue = due?.toISOString() ?? null;
      await sealRun({ ...sealInput(locker, signer, 0), run, schedule, nextDueBy: nextDue, now });
    }
    await locker.close();
    return kinds(await verifyLockerFolder(folder, { trustedKeys: [signer.publicKey] }));
  }

  test('west, east and to another hour has missed no night', async () => {
    expect(
      await kindsOf(
        ['2026-11-20T01:00:00Z', amsterdam],
        ['2026-11-21T01:00:00Z', amsterdam],
        ['2026-11-22T09:00:00Z', denver],
        ['2026-11-23T09:00:00Z', denver],
        ['2026-11-23T13:00:00Z', apia],
        ['2026-11-24T13:00:00Z', apia],
        ['2026-11-25T10:30:00Z', evening],
      ),
    ).toEqual([]);
  });

  test('can hide no night behind it', async () => {
    const second = 'gap chain/0000000002.sigstore.json';
    expect(await kindsOf(['2026-11-21T01:00:00Z', amsterdam], ['2026-11-23T09:00:00Z', denver])).toEqual([
      second,
    ]);
    expect(await kindsOf(['2026-11-21T01:00:00Z', amsterdam], ['2026-11-23T13:00:00Z', apia])).toEqual([
      second,
    ]);
  });

  test('to one that is none is held to the old one', async () => {
    const first = ['2026-11-21T01:00:00Z', amsterdam] as const;
    expect(await kindsOf(first, ['2026-11-22T03:00:00Z', none])).toEqual([]);
    expect(await kindsOf(first, ['2026-11-22T03:00:01Z', none])).toEqual([
      'gap chain/0000000002.sigstore.json',
    ]);
  });
});

test('a history collected in one go is no silence, and a night left out of it is', async () => {
  const folder = await temporaryFolder();
  const locker = openFolderLocker(folder);
  const signer = await openKeyFile(join(await temporaryFolder(), 'key.pem'));
  const now = () => new Date(later(runAt(40), 1));
  for (const night of [1, 2, 3, 5]) {
    await collectNight(locker, night);
    await sealRun({ ...sealInput(locker, signer, night), now });
  }
  const result = await verifyLockerFolder(folder, { trustedKeys: [signer.publicKey] });
  expect(kinds(result)).toEqual(['gap chain/0000000004.sigstore.json']);
});

describe('silence at the end', () => {
  test('is a finding once the next night is overdue, for those who ask about now', async () => {
    const due = later(runAt(9), 26);
    expect(await verify(clean.folder, { now: new Date(due) })).toMatchObject({ ok: true });
    expect(kinds(await verify(clean.folder, { now: new Date(later(due, 0.01)) }))).toEqual([
      'truncated chain/',
    ]);
  });
});
