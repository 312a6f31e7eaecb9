import { createHash } from 'node:crypto';
import { existsSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Json, night } from './company.ts';
import { type Scene, stage } from './harness.ts';
import { callHosted as call } from './hosts.ts';
import { larchWithHistory } from './many.ts';
import { expectNoFalseAssurance } from './trap.ts';
import { incomplete, verdictsIn } from './verdicts.ts';

const datasetOf = (run: Json, connection: string) =>
  run.datasets.filter((one: Json) => one.connection === connection);
const verdictsOf = (run: Json, prefix: string) =>
  Object.entries(verdictsIn(run)).filter(([id]) => id.startsWith(prefix));

/** Everything that the evidence of a connection names is there, and is what it says. */
function expectEvidence(scene: Scene, connection: string, counts: Readonly<Record<string, number>>): void {
  const folder = join(scene.locker, 'runs', '2026-11-23T02-00-00Z', connection);
  for (const [dataset, count] of Object.entries(counts)) {
    const document = JSON.parse(readFileSync(join(folder, `${dataset}.json`), 'utf8'));
    expect(document).toMatchObject({
      completeness: 'complete',
      problem: null,
      population: { records: count },
    });
    for (const file of [document.records, document.raw]) {
      const bytes = readFileSync(join(folder, file.path));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    }
  }
}

describe('One provider that fails leaves the other’s evidence whole', () => {
  test('when Google answers nothing but 503', async () => {
    await using scene = await stage({ call });
    scene.google.misbehave({ path: /./, do: 503 });
    const { json, status, stderr } = await scene.run();
    expect([status, json.status]).toEqual([1, 'partial']);
    expectEvidence(scene, 'onepassword', { users: 11, vaults: 3, 'vault-access': 12, events: 2 });
    expectNoFalseAssurance(json);
    for (const { completeness, problem } of datasetOf(json, 'google')) {
      expect([completeness, problem.code]).toEqual(['failed', 'unavailable']);
      expect(problem.message).toMatch(/Google Workspace gave no usable answer \(503.*Check the network/);
      expect(stderr).toContain(problem.message);
    }
    expect(verdictsOf(json, 'google-workspace.').map(([, verdict]) => verdict)).toEqual(
      Array(5).fill('unknown'),
    );
    expect((await scene.ask(['verify'])).json).toMatchObject({ ok: true, problems: [] });
  });

  test('when 1Password hangs up, and nobody made an export', async () => {
    await using scene = await stage({ call });
    scene.onepassword.misbehave({ path: /./, do: 'close' });
    unlinkSync(join(scene.folder, 'vaults.json'));
    const { json, status } = await scene.run();
    expect([status, json.status]).toEqual([1, 'partial']);
    expectEvidence(scene, 'google', { users: 12, 'org-units': 4, groups: 5, 'two-step-policies': 9 });
    expect(incomplete(json)).toEqual({
      'onepassword/users': 'unavailable',
      'onepassword/vaults': 'not-configured',
      'onepassword/vault-access': 'not-configured',
      'onepassword/events': 'unavailable',
    });
    expect(verdictsOf(json, 'google-workspace.').map(([, verdict]) => verdict)).toEqual(
      Array(5).fill('pass'),
    );
    expect(verdictsOf(json, 'onepassword.').map(([, verdict]) => verdict)).not.toContain('pass');
    expect(verdictsOf(json, 'people.').map(([, verdict]) => verdict)).toEqual(['unknown', 'unknown']);
    expect(datasetOf(json, 'onepassword')[1].problem.message).toMatch(/vaults\.json cannot be read/);
  });

  test('when a list breaks off, what came of it is kept', async () => {
    await using scene = await stage({ call, company: larchWithHistory });
    scene.google.misbehave({ path: '/admin/directory/v1/users', onPage: 2, do: 500 });
    const { json } = await scene.run();
    expect(datasetOf(json, 'google').find((one: Json) => one.dataset === 'users')).toMatchObject({
      completeness: 'partial',
      records: 500,
      problem: { code: 'unavailable' },
    });
  });
});

describe('A night on which nothing could be collected', () => {
  test('is failed, ends with status 2, is sealed all the same, and is not in the way of the next', async () => {
    await using scene = await stage({ call });
    scene.google.misbehave({ path: /./, do: 401 });
    scene.onepassword.misbehave({ path: /./, do: 403 });
    unlinkSync(join(scene.folder, 'vaults.json'));
    const { json, status } = await scene.run();
    expect([status, json.status, json.sequence]).toEqual([2, 'failed', 1]);
    expect(Object.values(verdictsIn(json))).not.toContain('pass');
    expect(existsSync(join(scene.locker, json.seal.path))).toBe(true);
    scene.google.behave();
    const next = await scene.run(new Date(night.getTime() + 86_400_000));
    expect([next.json.sequence, next.json.status]).toEqual([2, 'partial']);
    expect((await scene.ask(['verify'])).json).toMatchObject({
      ok: true,
      problems: [],
      checked: { runs: 2 },
    });
  });
});

const google = JSON.stringify({ type: 'service_account' });
const credentials: readonly [
  what: string,
  environment: Record<string, string | undefined>,
  Record<string, string>,
][] = [
  ['are not there', { GOOGLE_CREDENTIALS: undefined }, { ...everyDatasetOf('google', 'unauthenticated') }],
  [
    'are not there for 1Password',
    { ONEPASSWORD_CREDENTIALS: undefined },
    {
      'onepassword/users': 'unauthenticated',
      'onepassword/vaults': 'unauthenticated',
      'onepassword/vault-access': 'unauthenticated',
      'onepassword/events': 'unauthenticated',
    },
  ],
  [
    'are not JSON',
    { GOOGLE_CREDENTIALS: 'hunter2-hunter2', ONEPASSWORD_CREDENTIALS: '{' },
    {
      ...everyDatasetOf('google', 'not-configured'),
      'onepassword/users': 'unauthenticated',
      'onepassword/events': 'unauthenticated',
    },
  ],
  ['lack the key', { GOOGLE_CREDENTIALS: google }, { ...everyDatasetOf('google', 'not-configured') }],
  [
    'hold nothing for 1Password',
    { ONEPASSWORD_CREDENTIALS: '{}' },
    { 'onepassword/users': 'not-configured', 'onepassword/events': 'not-configured' },
  ],
];

function everyDatasetOf(connection: string, code: string): Record<string, string> {
  const names = ['org-units', 'two-step-policies', 'users', 'groups'];
  return Object.fromEntries(names.map((name) => [`${connection}/${name}`, code]));
}

describe('Google, which takes a question and never answers,', () => {
  // Begun before all others, which need not wait as long as a request may take.
  test.concurrent('leaves what else was asked whole', async () => {
    await using scene = await stage({ call, connections: ['google'] });
    scene.google.misbehave({ path: '/v1/policies', do: 'stall' });
    const { json, status } = await scene.run();
    expect([status, incomplete(json)]).toEqual([1, { 'google/two-step-policies': 'timeout' }]);
    expect(verdictsIn(json)).toMatchObject({
      'google-workspace.mfa-enforced': 'unknown',
      'google-workspace.mfa-enrolled': 'pass',
    });
  });
});

describe('A connection is on its own when its credentials', () => {
  test.concurrent.each(credentials)('%s', async (_what, environment, expected) => {
    await using scene = await stage({ call });
    const { json, status } = await scene.run(night, [], { environment });
    expect([status, json.status]).toEqual([1, 'partial']);
    expect(incomplete(json)).toEqual(expected);
    expectNoFalseAssurance(json);
    expect(JSON.stringify(json)).not.toContain('hunter2');
  });
});
