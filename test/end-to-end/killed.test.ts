import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { dice, seed } from '../properties.ts';
import { testMs } from '../time-limits.ts';
import { callExhibit } from './call.ts';
import { daysBefore, type Json, night } from './company.ts';
import { type Scene, stage, timeText } from './harness.ts';
import { callHosted } from './hosts.ts';
import { expectWhole, filesOf } from './locker.ts';
import { slow } from './slow.ts';

/** More of them find rarer moments: `EXHIBIT_KILLS=200 npm test -- test/end-to-end/killed`. */
const kills = Number(process.env.EXHIBIT_KILLS ?? 12);
/** Files in the locker that a whole night adds, its seal included. */
const filesOfANight = 31;
const fullMs = 1_500;
/** Each time is two runs and two verifications. */
const limitMs = Math.max(testMs, kills * 60_000);

/** When to kill: at a time, or as soon as so many files have been stored. Spread evenly, and then moved a little. */
const moments = Array.from({ length: kills }, (_, index) => {
  const roll = dice(seed * 1_000 + index);
  const part = (Math.floor(index / 2) + roll()) / Math.ceil(kills / 2);
  return index % 2 ? { ms: Math.round(300 + part * fullMs) } : { files: Math.floor(part * filesOfANight) };
});

/** Starts a run and kills it at the moment, with no chance to tidy up. */
async function killedRun(scene: Scene, at: Date, moment: { ms?: number; files?: number }): Promise<void> {
  const run = join('runs', timeText(at).replaceAll(':', '-'));
  const stored = () => filesOf(join(scene.locker, run)).length + filesOf(join(scene.locker, 'chain')).length;
  const before = stored();
  const stop = new AbortController();
  const poll = setInterval(() => {
    if (moment.files !== undefined && stored() - before > moment.files) stop.abort();
  });
  const words = ['run', '--json', '--at', timeText(at)];
  const { cwd, environment } = { cwd: scene.folder, environment: scene.environment };
  await callExhibit(words, {
    cwd,
    environment,
    kill: moment.ms === undefined ? stop.signal : AbortSignal.timeout(moment.ms),
  });
  clearInterval(poll);
}

/** An hour apart, so that no night that was killed before it began is missed; none is still to come, however many. */
const nightOf = (index: number) => new Date(night.getTime() + (index - 2 * kills) * 3_600_000);

describe('A run that is killed at any moment', () => {
  test(
    `leaves a whole locker, and the same night or the next completes (${kills} times)`,
    async () => {
      await using scene = await stage({
        call: callHosted,
        meddle: { google: slow(25), onepassword: slow(25) },
      });
      let runs = 0;
      for (const [index, moment] of moments.entries()) {
        await killedRun(scene, nightOf(2 * index), moment);
        expectWhole(scene.locker, 4);
        await expectNothingWrong(scene, runs);
        const sameNight = index % 4 < 2;
        const { json, status, stderr } = await scene.run(nightOf(2 * index + (sameNight ? 0 : 1)));
        expect([moment, status, json?.status ?? stderr]).toEqual([
          moment,
          1,
          expect.stringMatching(/^(complete|partial)$/),
        ]);
        expectWhole(scene.locker, 4);
        const verified = await scene.ask(['verify']);
        expect([moment, verified.json]).toEqual([
          moment,
          expect.objectContaining({ ok: true, problems: [] }),
        ]);
        runs = verified.json.checked.runs;
        expect(json.sequence).toBe(runs);
      }
      expectWhole(scene.locker);
      expect(runs).toBeGreaterThanOrEqual(kills);
    },
    limitMs,
  );
});

/** What is sealed is untouched; that a night is unfinished may be said, and nothing else. */
async function expectNothingWrong(scene: Scene, runs: number): Promise<void> {
  if (runs === 0) return;
  const { json } = await scene.ask(['verify']);
  const others = json.problems.filter(
    ({ kind, path }: Json) => kind !== 'unlisted' || !/^runs\/[^/]+$/.test(path),
  );
  expect(others).toEqual([]);
  expect(json.checked.runs).toBeGreaterThanOrEqual(runs);
}

describe('Two runs of one night at once', () => {
  test('one collects; the other says so, ends with status 2 and writes nothing; a third is told what came of it', async () => {
    await using scene = await stage({ meddle: { google: slow(150), onepassword: slow(150) } });
    const both = await Promise.all([scene.run(), scene.run()]);
    const [won, lost] = both.toSorted((a, b) => (a.status ?? 9) - (b.status ?? 9));
    expect([won?.status, lost?.status, lost?.stdout]).toEqual([1, 2, '']);
    expect(lost?.stderr).toMatch(
      /Another run has this locker: 2026-11-23T02:00:00Z, process \d+.*Nothing was collected/,
    );
    expect(filesOf(scene.locker).filter((path) => /\.2\.|0000000002/.test(path))).toEqual([]);
    const asked = scene.google.requests.length + scene.onepassword.requests.length;
    const files = filesOf(scene.locker);
    const third = await scene.run();
    expect([third.status, third.json]).toEqual([1, won?.json]);
    expect(third.stderr).toMatch(/was sealed before; nothing was collected again/);
    expect(scene.google.requests.length + scene.onepassword.requests.length).toBe(asked);
    expect(filesOf(scene.locker)).toEqual(files);
    expect((await scene.ask(['verify'])).json).toMatchObject({ ok: true, checked: { runs: 1 } });
  });

  test('the same holds for two nights, of which the later one can be started again', async () => {
    await using scene = await stage({ meddle: { google: slow(150), onepassword: slow(150) } });
    const both = await Promise.all([scene.run(daysBefore(1)), scene.run(night)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([1, 2]);
    const again = await scene.run(night);
    expect([again.status, again.json.status]).toEqual([1, 'complete']);
    expect((await scene.ask(['verify'])).json).toMatchObject({ ok: true, problems: [] });
  });
});
