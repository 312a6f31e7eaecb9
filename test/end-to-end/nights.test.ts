import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Company, daysBefore, type Json, larch, mail, vault } from './company.ts';
import { type JsonOutcome, type Scene, stage } from './harness.ts';
import { callHosted } from './hosts.ts';
import { exceptionsOf, verdictsIn } from './verdicts.ts';

const enforced = 'google-workspace.mfa-enforced';
const leavers = 'people.leavers-have-no-access';

/** Monday to Friday. */
const nights = [0, -1, -2, -3, -4].map((days) => `${daysBefore(days).slice(0, 19)}Z`);
const [first = '', second = '', third = '', fourth = '', fifth = ''] = nights;

function people(changes: Readonly<Record<string, object>>, company = larch): Company {
  const users = company.google.users.map((one) => ({ ...one, ...changes[one.id.slice(2)] }));
  return { ...company, google: { ...company.google, users } };
}

const unenforced = people({ dan: { isEnforcedIn2Sv: false } });

/** Dan loses his enforcement for two nights, leaves on the fourth, and Finn is given a vault on the third. */
const story: readonly Company[] = [
  larch,
  unenforced,
  {
    ...unenforced,
    exportedAt: daysBefore(-1.5),
    onepassword: {
      ...larch.onepassword,
      vaults: larch.onepassword.vaults.map((one) =>
        one.name === 'Ledger' ? vault('Ledger', ['ana', 'finn'], ['Books', 'Recovery']) : one,
      ),
    },
  },
  { ...people({ dan: { suspended: true } }), exportedAt: daysBefore(-2.5) },
  { ...people({ dan: { suspended: true } }), exportedAt: daysBefore(-2.5) },
];

let scene: Scene;
const runs: JsonOutcome[] = [];

beforeAll(async () => {
  scene = await stage({ call: callHosted });
  for (const [index, company] of story.entries()) {
    scene.become(company);
    if (index === 2) scene.google.misbehave({ path: '/v1/policies', do: 503 });
    else scene.google.behave();
    runs.push(await scene.run(nights[index]));
    expect(runs[index]?.json ?? runs[index]?.stderr).toBeInstanceOf(Object);
  }
});
afterAll(async () => scene[Symbol.asyncDispose]());

const run = (index: number): Json => runs[index]?.json;
const changes = (events: Json[]) => events.map(({ type, subject }) => [type, subject]);

describe('Five nights', () => {
  test('begin with a baseline and form one chain', async () => {
    expect(run(0).drift.map(({ type }: Json) => type)).toEqual(['baseline']);
    expect(runs.map(({ json }) => json.sequence)).toEqual([1, 2, 3, 4, 5]);
    expect((await scene.ask(['verify', '--head', run(4).seal.sha256])).json).toMatchObject({
      ok: true,
      checked: { runs: 5 },
    });
    const cut = await scene.ask(['verify', '--head', 'f'.repeat(64)]);
    expect([cut.status, cut.json.problems[0].kind]).toEqual([1, 'truncated']);
  });

  test('tell of a failure on the night it is first seen, and not again', () => {
    expect(verdictsIn(run(1))[enforced]).toBe('fail');
    expect(changes(run(1).drift)).toEqual([
      ['control.failed', null],
      ['control.failed', mail('dan')],
    ]);
    expect(run(1).drift[1]).toMatchObject({
      control: enforced,
      before: 'pass',
      after: 'fail',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(changes(run(2).drift)).not.toContainEqual(['control.failed', mail('dan')]);
  });

  test('say since when, also through a night that saw less', () => {
    for (const index of [1, 2])
      expect(exceptionsOf(run(index), enforced)).toContainEqual(
        expect.objectContaining({ subject: mail('dan'), since: second, verdict: 'fail' }),
      );
    expect(exceptionsOf(run(2), enforced)).toContainEqual(
      expect.objectContaining({ subject: mail('eva'), since: third, verdict: 'unknown' }),
    );
  });

  test('tell of a list that could not be read, and of the night on which it could again', () => {
    expect([runs[2]?.status, run(2).status]).toEqual([1, 'partial']);
    expect(changes(run(2).drift)).toContainEqual(['collection.failed', 'google/two-step-policies']);
    expect(changes(run(3).drift)).toContainEqual(['collection.recovered', 'google/two-step-policies']);
  });

  test('tell who was given a vault, and who lost it', () => {
    expect(run(2).drift).toContainEqual(
      expect.objectContaining({ type: 'vault.joined', subject: mail('finn'), after: 'Ledger' }),
    );
    expect(run(3).drift).toContainEqual(
      expect.objectContaining({ type: 'vault.left', subject: mail('finn'), before: 'Ledger' }),
    );
  });

  test('tell of a recovery', () => {
    expect(verdictsIn(run(3))[enforced]).toBe('pass');
    expect(run(3).drift).toContainEqual(
      expect.objectContaining({
        type: 'control.recovered',
        control: enforced,
        subject: null,
        before: 'fail',
        after: 'pass',
      }),
    );
  });

  test('give a leaver one business day of grace, and no more', () => {
    expect(verdictsIn(run(3))[leavers]).toBe('pass');
    expect(exceptionsOf(run(3), leavers)).toMatchObject([
      { subject: `${mail('dan')} (onepassword)`, waiver: { expires: expect.any(String) } },
    ]);
    expect(verdictsIn(run(4))[leavers]).toBe('fail');
    expect(exceptionsOf(run(4), leavers)).toMatchObject([{ since: fourth, waiver: null }]);
  });

  test('are shown by status: every control, its nights, since when', async () => {
    const { json, status } = await scene.ask(['status']);
    expect([status, json.schema, json.run, json.runs]).toEqual([1, 'exhibit/status/v1', fifth, nights]);
    const control = (id: string) => json.controls.find((one: Json) => one.id === id);
    expect(control(enforced)).toMatchObject({
      verdict: 'pass',
      since: fourth,
      nights: ['pass', 'fail', 'fail', 'pass', 'pass'],
    });
    expect(control(leavers)).toMatchObject({
      verdict: 'fail',
      since: fifth,
      nights: ['pass', 'pass', 'pass', 'pass', 'fail'],
    });
    const { stdout } = await scene.exhibit(['status']);
    expect(stdout).toMatch(/pass\s+google-workspace\.mfa-enforced\s+▁██▁▁\s+2026-11-26/);
    expect(stdout).toContain(mail('dan'));
  });

  test('are compared by drift: the last with the one before, or any two', async () => {
    const last = await scene.ask(['drift']);
    expect([last.status, last.json.schema, last.json.since, last.json.run]).toEqual([
      1,
      'exhibit/drift/v1',
      fourth,
      fifth,
    ]);
    expect(last.json.events).toEqual(run(4).drift);
    const back = await scene.ask(['drift', '--from', first, '--to', '2026-11-26']);
    const subjects = back.json.events.map(({ subject }: Json) => subject);
    expect([back.json.since, back.json.run]).toEqual([first, fourth]);
    // What came and went in between is no change from the one night to the other.
    expect(subjects).not.toContain(mail('finn'));
    expect(subjects).not.toContain(mail('eva'));
    const nowhere = await scene.ask(['drift', '--from', '2020-01-01']);
    expect([nowhere.status, nowhere.stdout]).toEqual([2, '']);
  });

  test('are told again, word for word, when the last is started again', async () => {
    const again = await scene.run(fifth);
    expect([again.status, again.json]).toEqual([runs[4]?.status, run(4)]);
  });

  test('say on standard output one JSON object and nothing else', async () => {
    for (const words of [['status'], ['drift'], ['verify'], ['doctor'], ['run', '--at', fifth]]) {
      const { stdout } = await scene.ask(words);
      expect(stdout).toMatch(/^\{.*\}\n$/);
    }
  });

  test('show when a byte of one was changed', async () => {
    const path = join('runs', second.replaceAll(':', '-'), 'findings.json');
    const text = readFileSync(join(scene.locker, path), 'utf8');
    rmSync(join(scene.locker, path));
    writeFileSync(join(scene.locker, path), text.replace('"fail"', '"pass"'));
    const { json, status } = await scene.ask(['verify']);
    expect([status, json.ok, json.problems]).toEqual([
      1,
      false,
      [expect.objectContaining({ kind: 'modified', path })],
    ]);
  });
});
