import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import type { Locker } from '../../lib/locker/locker.ts';
import { planStep } from '../../lib/nightly/plan/plan-step.ts';
import { executeRun, type RunResult } from '../../lib/nightly/run.ts';
import type { RunContext } from '../../lib/nightly/run-context.ts';
import { chainHead, sealPath } from '../../lib/seal/chain.ts';
import type { SignerMemory } from '../../lib/seal/memory/signer-memory.ts';
import { openFolderReader } from '../../lib/seal/verify/folder-reader.ts';
import { verifyLocker } from '../../lib/seal/verify/verify-locker.ts';
import { ana, ben, google, nightAt, type Scene, scene, unenrolled } from './night.ts';

const last = nightAt(2);
const next = nightAt(3);

/** Three nights are sealed; on the last of them Ben failed. */
async function threeNights(): Promise<Scene> {
  const stage = await scene({ google: google(ana, ben) });
  await executeRun(await stage.context(nightAt(0)));
  await executeRun(await stage.context(nightAt(1)));
  stage.world = { google: google(ana, unenrolled(ben)) };
  await executeRun(await stage.context(last));
  return stage;
}

const at = (stage: Scene, ...path: string[]): string => join(stage.locker.location, ...path);
const remove = (stage: Scene, ...paths: string[]) =>
  Promise.all(paths.map((path) => rm(at(stage, path), { recursive: true })));
const runFiles = (run: string, ...names: string[]): string[] =>
  names.map((name) => `${runFolder(run)}/${name}`);
const conclusions = ['SHA256SUMS', 'findings.json', 'findings.ndjson', 'drift.json'];

/** Makes the bad night look good. */
async function washRecord(stage: Scene): Promise<void> {
  const file = at(stage, runFolder(last), 'google', 'users.ndjson');
  const text = await readFile(file, 'utf8');
  await rm(file);
  await writeFile(file, text.replaceAll(':false', ':true'));
}

async function everything(locker: Locker): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { key } of await locker.list(''))
    found[key] = (await locker.read(key))?.toString('base64') ?? '';
  return found;
}

const attacks: readonly (readonly [string, string, (stage: Scene) => Promise<unknown>])[] = [
  [
    'the newest seal, its list and findings are removed, and a record is changed',
    'older',
    async (stage) => {
      await remove(stage, sealPath(3), ...runFiles(last, ...conclusions));
      await washRecord(stage);
    },
  ],
  [
    'the two newest seals are removed, with what their nights concluded',
    'older',
    async (stage) => {
      await remove(stage, sealPath(2), sealPath(3));
      await remove(stage, ...runFiles(nightAt(1), ...conclusions), ...runFiles(last, ...conclusions));
      await washRecord(stage);
    },
  ],
  ['the whole newest run is removed', 'older', (stage) => remove(stage, sealPath(3), runFolder(last))],
  ['only the newest seal is removed', 'older', (stage) => remove(stage, sealPath(3))],
  [
    'a seal is replaced by an older copy',
    'changed',
    async (stage) => {
      await rm(at(stage, sealPath(3)));
      await cp(at(stage, sealPath(2)), at(stage, sealPath(3)));
      await remove(stage, ...runFiles(last, ...conclusions));
      await washRecord(stage);
    },
  ],
  ['the whole locker is emptied', 'older', (stage) => remove(stage, 'chain', 'runs')],
  [
    'the chain of another company is put in its place',
    'elsewhere',
    async (stage) => {
      const other = await scene({ google: google(ana) });
      await executeRun(await other.context(nightAt(0), { organization: 'Other' }));
      await remove(stage, 'chain', 'runs');
      for (const folder of ['chain', 'runs'])
        await cp(at(other, folder), at(stage, folder), { recursive: true });
    },
  ],
];

describe.each(attacks)('When %s', (_, code, attack) => {
  test.each([
    ['the next night', next],
    ['the same night', last],
  ])('%s is refused, and nothing is collected, judged or sealed', async (_name, run) => {
    const stage = await threeNights();
    await attack(stage);
    stage.asked.length = 0;
    const before = await everything(stage.locker);
    const refused = executeRun(await stage.context(run));
    await expect(refused).rejects.toMatchObject({ name: 'SignerMemoryError', code });
    await expect(refused).rejects.toThrow(/exhibit verify/);
    expect(stage.asked).toEqual([]);
    expect(await everything(stage.locker)).toEqual(before);
  });
});

describe('A night whose seal is there', () => {
  test('and whose list and findings were removed is neither collected nor judged again', async () => {
    const stage = await threeNights();
    await remove(stage, ...runFiles(last, ...conclusions));
    await washRecord(stage);
    stage.asked.length = 0;
    await expect(executeRun(await stage.context(last))).rejects.toMatchObject({
      name: 'RunError',
      code: 'damaged',
    });
    expect(stage.asked).toEqual([]);
  });
});

describe('A sound locker', () => {
  test('goes on, also after it was moved', async () => {
    const stage = await threeNights();
    const moved = openFolderLocker(`${stage.locker.location}-moved`);
    await cp(stage.locker.location, moved.location, { recursive: true });
    await rm(stage.locker.location, { recursive: true });
    const context = await stage.context(next);
    const result = await executeRun({ ...context, locker: moved, scratch: await moved.scratch() });
    expect([result.seal.sequence, result.notes]).toEqual([4, []]);
  });

  test('goes on without a memory, and says once what is believed', async () => {
    const stage = await threeNights();
    const context = await stage.context(next);
    await rm(context.memory.place);
    const head = await chainHead(stage.locker);
    const { notes } = await executeRun(context);
    expect(notes).toEqual([expect.stringContaining(`up to seal 3 (sha256 ${head?.sha256})`)]);
    await remove(stage, sealPath(4), runFolder(next));
    await expect(executeRun(await stage.context(next))).rejects.toMatchObject({ code: 'older' });
  });

  test('goes on with a memory from a backup, and says so', async () => {
    const stage = await threeNights();
    const context = await stage.context(next);
    const kept = await readFile(context.memory.place);
    await executeRun(context);
    await writeFile(context.memory.place, kept);
    const again = await stage.context(nightAt(4), {}, { now: () => new Date(nightAt(4)) });
    const { notes, seal } = await executeRun(again);
    expect([seal.sequence, notes]).toEqual([5, [expect.stringContaining('the memory is from a backup')]]);
  });

  test('is not gone on with behind seals of a key that is not trusted', async () => {
    const stage = await threeNights();
    const other = await scene({ google: google(ana) });
    const stranger = await other.context(next);
    await executeRun({ ...(await stage.context(next)), signer: stranger.signer, memory: stranger.memory });
    const again = await stage.context(nightAt(4), {}, { now: () => new Date(nightAt(4)) });
    await expect(executeRun(again)).rejects.toMatchObject({ code: 'foreign' });
    const trusted = { ...again, trustedKeys: async () => [stranger.signer.publicKey] };
    expect((await executeRun(trusted)).seal.sequence).toBe(5);
  });

  test('is one of several that a key signs', async () => {
    const [one, two] = [await threeNights(), await scene({ google: google(ana, ben) })];
    const { memory, signer } = await one.context(next);
    const settings = { organization: 'Other' };
    const result = await executeRun(await two.context(nightAt(0), settings, { memory, signer }));
    expect(result.seal.sequence).toBe(1);
    expect((await executeRun(await one.context(next))).seal.sequence).toBe(4);
    await rm(join(two.locker.location, 'chain'), { recursive: true });
    await expect(
      executeRun(await two.context(nightAt(1), settings, { memory, signer })),
    ).rejects.toMatchObject({ code: 'older' });
  });

  test('is not gone on with by a memory that cannot be read', async () => {
    const stage = await threeNights();
    const context = await stage.context(next);
    await writeFile(context.memory.place, '{');
    await expect(executeRun(context)).rejects.toMatchObject({ code: 'unreadable' });
  });
});

class Cut extends Error {}

/** A context in which the process ends at one step of sealing. */
function cutAt(context: RunContext, step: string): RunContext {
  const memory: SignerMemory = {
    ...context.memory,
    async intend(name, seal) {
      if (step === 'before it is remembered') throw new Cut();
      const done = await context.memory.intend(name, seal);
      if (step === 'when it is remembered') throw new Cut();
      return done;
    },
    async confirm(name, head) {
      if (step === 'when it is in the chain' && head.run === context.run) throw new Cut();
      await context.memory.confirm(name, head);
      if (step === 'when that is remembered' && head.run === context.run) throw new Cut();
    },
  };
  return { ...context, memory };
}

const steps = [
  'before it is remembered',
  'when it is remembered',
  'when it is in the chain',
  'when that is remembered',
];

async function problemsIn(locker: Locker) {
  const reader = openFolderReader(locker.location);
  try {
    return (await verifyLocker(reader, { trustedKeys: 'in-locker' })).problems;
  } finally {
    await reader.close();
  }
}

describe.each(steps)('A run that ends while it seals, %s', (step) => {
  async function cutNight(): Promise<Scene> {
    const stage = await threeNights();
    await expect(executeRun(cutAt(await stage.context(next), step))).rejects.toThrow(Cut);
    return stage;
  }
  const after = nightAt(4);
  const tomorrow = (stage: Scene) => stage.context(after, {}, { now: () => new Date(after) });

  test('is ended by the next start of the same night', async () => {
    const stage = await cutNight();
    const result = await executeRun(await stage.context(next));
    expect([result.seal.sequence, result.notes]).toEqual([4, []]);
    expect(await problemsIn(stage.locker)).toEqual([]);
  });

  test('is ended by the next night, with the very seal that was signed', async () => {
    const stage = await cutNight();
    const name = { origin: 'Example', location: stage.locker.location };
    const { pending } = await (await stage.context(next)).memory.recall(name);
    const result = await executeRun(await tomorrow(stage));
    expect([result.seal.sequence, result.notes]).toEqual([5, []]);
    if (pending) expect((await stage.locker.read(sealPath(4)))?.toString()).toBe(pending.bundle);
    expect(await problemsIn(stage.locker)).toEqual([]);
  });

  test('cannot be washed once it was signed', async () => {
    const stage = await cutNight();
    const signed = step !== steps[0];
    const gone = runFiles(next, ...conclusions);
    const seal = (await stage.locker.exists(sealPath(4))) ? [sealPath(4)] : [];
    await remove(stage, ...gone, ...seal);
    const again = planStep(await tomorrow(stage)).then(
      () => 'went on',
      (error: Error) => error.name,
    );
    expect(await again).toBe(signed ? 'SignerMemoryError' : 'went on');
  });
});

describe('A night that was cut off', () => {
  const endedLate = async (stage: Scene) =>
    (await chainHead(stage.locker))?.statement?.predicate.endedLate ?? null;
  const cut = async (stage: Scene, run: string) => {
    stage.world = { google: { users: { rows: [ana], meanwhile: () => Promise.reject(new Cut()) } } };
    await planStep(await stage.context(run));
    stage.world = { google: google(ana, ben) };
  };

  test('says so in its seal when a later night ends it, and that one does not', async () => {
    const stage = await scene({ google: google(ana, ben) });
    await cut(stage, nightAt(0));
    const result: RunResult = await executeRun(await stage.context(nightAt(1)));
    expect([result.recovered, await endedLate(stage)]).toEqual([[nightAt(0)], null]);
    const first = await stage.locker.read(sealPath(1));
    const payload = JSON.parse(first?.toString() ?? '').dsseEnvelope.payload;
    const { predicate } = JSON.parse(Buffer.from(payload, 'base64').toString());
    expect(predicate.endedLate).toEqual({ at: predicate.sealedAt });
  });

  test('says so when it is started again itself', async () => {
    const stage = await scene({ google: google(ana, ben) });
    await cut(stage, nightAt(0));
    await executeRun(await stage.context(nightAt(0)));
    expect(await endedLate(stage)).toEqual({ at: expect.any(String) });
  });

  test('that was not, does not', async () => {
    const stage = await scene({ google: google(ana, ben) });
    await executeRun(await stage.context(nightAt(0)));
    expect(await endedLate(stage)).toBeNull();
  });
});

describe('A time that cannot be right', () => {
  test('is refused when it is still to come, and nothing is stored', async () => {
    const stage = await scene({ google: google(ana, ben) });
    const now = new Date(nightAt(0));
    const at = (ms: number) => `${new Date(now.getTime() + ms).toISOString().slice(0, 19)}Z`;
    const start = async (ms: number) => executeRun(await stage.context(at(ms), {}, { now: () => now }));
    await expect(start(301_000)).rejects.toMatchObject({ name: 'RunError', code: 'in-the-future' });
    expect(await stage.locker.list('')).toEqual([]);
    expect((await start(299_000)).seal.sequence).toBe(1);
  });

  test('is refused when the clock is behind the last seal', async () => {
    const stage = await threeNights();
    const now = () => new Date('2026-11-23T01:58:00Z');
    await expect(executeRun(await stage.context('2026-11-23T01:57:00Z', {}, { now }))).rejects.toMatchObject({
      name: 'RunError',
      code: 'clock',
    });
  });
});
