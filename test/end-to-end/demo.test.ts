import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callExhibit, type Outcome } from './call.ts';
import { culprits, findingsOf, type Line, sound, unsound } from './demo-stories.ts';
import { callHosted } from './hosts.ts';

const cwd = mkdtempSync(join(tmpdir(), 'exhibit-end-to-end-'));
const nights = Array.from({ length: 30 }, (_, at) => at + 1);
let demo: Outcome;
let at: { config: string; locker: string; publicKey: string };
let controls: { id: string; verdict: string; nights: string[] }[];
let findings: (readonly Line[])[];

/** Of what was made, in a process that has loaded the program before. */
const call = (words: readonly string[], at = cwd) => callHosted(words, { cwd: at, environment: {} });

beforeAll(async () => {
  demo = await callExhibit(['demo', '--out', 'shown', '--json'], { cwd });
  at = JSON.parse(demo.stdout);
  const status = await call(['status', '--config', at.config, '--json']);
  controls = JSON.parse(status.stdout).controls;
  findings = nights.map((night) => findingsOf(at.locker, night));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const control = (id: string) => controls.find((one) => one.id === id);
const nightsThat = (id: string, verdict: string) =>
  nights.filter((night) => control(id)?.nights[night - 1] === verdict);

describe('exhibit demo', () => {
  test('leaves thirty nights that can be verified, the last among them', async () => {
    expect([demo.status, JSON.parse(demo.stdout)]).toEqual([
      0,
      expect.objectContaining({ schema: 'exhibit/demo/v1', runs: 30 }),
    ]);
    expect(at.config).toBe(join(cwd, 'shown', 'exhibit.yaml'));
    const verify = await call(['verify', at.locker, '--key', at.publicKey, '--json']);
    expect([verify.status, JSON.parse(verify.stdout)]).toMatchObject([
      0,
      { ok: true, problems: [], checked: { runs: 30 }, head: { sequence: 30 } },
    ]);
  });

  test('never writes over them', async () => {
    const again = await call(['demo', '--out', 'shown']);
    expect([again.status, again.stderr]).toEqual([2, expect.stringMatching(/is not empty/)]);
  });

  test.each(Object.entries(unsound))('%s does not pass on %j, and passes on all other nights', (id, bad) => {
    const { fail = [], unknown = [] } = bad;
    const rest = nights.filter((night) => !fail.includes(night) && !unknown.includes(night));
    expect({
      fail: nightsThat(id, 'fail'),
      unknown: nightsThat(id, 'unknown'),
      pass: nightsThat(id, 'pass'),
    }).toEqual({ fail: fail.toSorted((a, b) => a - b), unknown, pass: rest });
  });

  test.each(sound)('%s passes every night, of somebody', (id) => {
    expect(nightsThat(id, 'pass')).toEqual(nights);
    for (const night of findings) expect(night.some((line) => line.control === id)).toBe(true);
  });

  test.each(culprits)(
    '%s sees %s failing on the nights of its story and on no other',
    (id, subject, seen) => {
      const failing = nights.filter((night) =>
        findings[night - 1]?.some(
          (line) => line.control === id && line.subject === subject && line.verdict === 'fail',
        ),
      );
      expect(failing).toEqual(seen);
    },
  );

  test('names somebody for a vault on night 29: a change of the standard, and no recovery', async () => {
    const days = ['--from', '2026-11-20', '--to', '2026-11-21', '--config', at.config, '--json'];
    const drift = await call(['drift', ...days]);
    const events: { type: string; subject: string | null; message: string; cause?: string }[] = JSON.parse(
      drift.stdout,
    ).events;
    expect(events.filter(({ type }) => type === 'standard.changed').map(({ message }) => message)).toContain(
      'tobias.lund@fathom.example is now named for the vault Bridge systems.',
    );
    expect(events.filter(({ subject }) => subject === 'Bridge systems')).toMatchObject([
      { type: 'control.redefined', cause: 'standard' },
    ]);
  });

  test('ends with most of the controls passing', () => {
    const open = controls.filter(({ verdict }) => verdict !== 'pass');
    expect(open.length).toBeGreaterThan(2);
    expect(open.length).toBeLessThan(controls.length / 4);
  });

  test('has the last night’s word for what people attested, and says when evidence contradicts it', () => {
    const token = findings[18]?.find(({ subject }) => subject === 'token by-hand of npm');
    expect(token?.reason).toContain('despite what adaeze.nwosu@fathom.example attested on 2026-10-24');
    const review = findings[29]?.find((line) => line.control === 'access.reviewed');
    expect(review?.reason).toContain('Recorded on 2026-10-31');
  });

  test('are packed, checked and drawn from without us', async () => {
    const days = ['--config', at.config, '--from', '2026-10-24', '--to', '2026-11-22'];
    const made = await call(['package', ...days, '--out', 'package.zip', '--json']);
    // A night on which a count does not add up was collected whole all the same.
    const complete = 30 - nightsThat('evidence.complete', 'fail').length;
    expect([made.status, JSON.parse(made.stdout)]).toMatchObject([
      0,
      { file: join(cwd, 'package.zip'), nights: { due: 30, complete, partial: 30 - complete, missing: 0 } },
    ]);
    const checked = await call(['verify', 'package.zip', '--key', at.publicKey, '--json']);
    expect([checked.status, JSON.parse(checked.stdout)]).toMatchObject([
      0,
      { ok: true, checked: { runs: 30 } },
    ]);
    const twice = await call(['package', ...days, '--out', 'package.zip']);
    expect([twice.status, twice.stderr]).toEqual([2, expect.stringMatching(/is there already/)]);
    const drawn = await call([
      'sample',
      ...days,
      '--control',
      'google-workspace.mfa-enforced',
      '--seed',
      '4711',
      '--size',
      '2',
      '--json',
    ]);
    expect(JSON.parse(drawn.stdout).items.map(({ subject }: { subject: string }) => subject)).toEqual([
      'tobias.lund@fathom.example',
      'silke.rademaker@fathom.example',
    ]);
    const wanted = ['--control', 'google-workspace.mfa-enforced', '--seed', '4711', '--size', '2', '--json'];
    const alone = await call(['sample', 'package.zip', ...wanted], tmpdir());
    expect(alone.status).toBe(2);
    const file = join(cwd, 'package.zip');
    const withoutConfiguration = await call(['sample', file, ...wanted], tmpdir());
    expect([withoutConfiguration.status, JSON.parse(withoutConfiguration.stdout)]).toEqual([
      0,
      JSON.parse(drawn.stdout),
    ]);
    const table = ['--population', 'joiners', '--seed', '4711', '--size', '3', '--json'];
    const ofPackage = await call(['sample', file, ...table], tmpdir());
    const ofLocker = await call(['sample', ...days, ...table]);
    expect([ofPackage.status, JSON.parse(ofPackage.stdout)]).toEqual([0, JSON.parse(ofLocker.stdout)]);
    expect(JSON.parse(ofPackage.stdout)).toMatchObject({ list: 'joiners', size: 3, items: [{}, {}, {}] });
  });
});
