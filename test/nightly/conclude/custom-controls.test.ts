import { describe, expect, test } from '@jest/globals';
import type { Configuration } from '../../../lib/config/configuration.ts';
import { type CustomEntry, customControl } from '../../../lib/controls/custom/custom-control.ts';
import { users } from '../../../lib/evidence/datasets/google-workspace.ts';
import type { Control } from '../../../lib/judging/control.ts';
import { examine } from '../../../lib/nightly/doctor/examine.ts';
import { executeRun } from '../../../lib/nightly/run.ts';
import { type AnyProvider, anyProvider } from '../../../lib/providers/provider.ts';
import { user } from '../../providers/google-workspace/controls/world.ts';
import { connection, google, nightAt, scene, type World } from '../night.ts';

const id = 'acme.admins-in-office';

function rule(changes: Partial<CustomEntry> = {}, of = 'google'): Control {
  const entry: CustomEntry = {
    id,
    title: 'Admins work in the office unit',
    meaning: null,
    fix: null,
    mappings: { soc2: ['CC6.3'], iso27001: [], nist80053: [], cis: [] },
    for: 'record.isAdmin == true',
    must: 'record.orgUnitPath.startsWith("/Office")',
    subject: 'record.primaryEmail',
    ...changes,
  };
  const source = { connection: of, dataset: users };
  return customControl(entry, source);
}

const admin = (name: string, orgUnitPath: string | null) => user(name, { isAdmin: true, orgUnitPath });
const inOffice = google(admin('ana', '/Office'), user('ben'));
const outside = google(admin('ana', '/Sales'), user('ben'));

/** What came of the control in one night. */
async function conclude(world: World, configuration: Partial<Configuration> = {}) {
  const stage = await scene(world);
  const context = await stage.context(nightAt(0), { customControls: [rule()], ...configuration });
  const { findings } = await executeRun(context);
  const lines = (await stage.text(nightAt(0), 'findings.ndjson')).split('\n').filter((line) => line !== '');
  const own = lines.map((line) => JSON.parse(line)).filter(({ control }) => control === id);
  return { findings, result: findings.controls.find((control) => control.id === id), own };
}

describe('A company’s own control', () => {
  test('is judged among the others and stored with its expressions', async () => {
    const { findings, result } = await conclude({ google: inOffice });
    expect(result).toMatchObject({
      version: 1,
      title: 'Admins work in the office unit',
      verdict: 'pass',
      subjects: { pass: 1, fail: 0, unknown: 0, waived: 0 },
      mappings: { soc2: ['CC6.3'] },
      needs: [{ connection: 'google', dataset: 'users', completeness: 'complete' }],
      parameters: { dataset: 'google/users', must: 'record.orgUnitPath.startsWith("/Office")' },
    });
    const ids = findings.controls.map((control) => control.id);
    expect(ids).toEqual(ids.toSorted());
  });

  test('names who fails it', async () => {
    const { result, own } = await conclude({ google: outside });
    expect(result?.verdict).toBe('fail');
    expect(own).toMatchObject([{ subject: 'ana@example.com', reason: expect.stringContaining('"/Sales"') }]);
  });

  test('is unknown where the evidence does not hold the field', async () => {
    const { result } = await conclude({ google: google(admin('ana', null), admin('ben', '/Office')) });
    expect(result).toMatchObject({ verdict: 'unknown', subjects: { pass: 1, unknown: 1 } });
  });

  test('is unknown where it speaks of nobody', async () => {
    const { result } = await conclude({ google: google(user('ana')) });
    expect(result).toMatchObject({
      verdict: 'unknown',
      obstacles: [expect.stringContaining('empty population')],
    });
  });

  test('does not pass when its list was cut short, but fails by what there is', async () => {
    const cut = (of: World[string]): World => ({
      google: { ...of, users: { ...of?.users, problem: 'unavailable' } },
    });
    expect((await conclude(cut(inOffice))).result).toMatchObject({
      verdict: 'unknown',
      obstacles: ['google/users is partial (unavailable).'],
    });
    expect((await conclude(cut(outside))).result?.verdict).toBe('fail');
  });

  test('reads the connection that it names, and no other of the same provider', async () => {
    const cut = { users: { ...outside?.users, problem: 'unavailable' } } as const;
    const { result, own } = await conclude({ google: inOffice, 'google-2': cut });
    expect(result).toMatchObject({ verdict: 'pass', needs: [{ connection: 'google' }] });
    expect(own).toMatchObject([{ subject: 'ana@example.com', verdict: 'pass' }]);
    const other = await conclude(
      { google: inOffice, 'google-2': outside },
      { customControls: [rule({}, 'google-2')] },
    );
    expect(other.result).toMatchObject({ verdict: 'fail', needs: [{ connection: 'google-2' }] });
  });

  test('is unknown when its connection is no part of the run, although another of the provider is', async () => {
    const { result } = await conclude({ google: inOffice }, { customControls: [rule({}, 'google-2')] });
    expect(result).toMatchObject({
      verdict: 'unknown',
      obstacles: ['google-2/users was not collected.'],
      needs: [{ connection: 'google-2', completeness: null }],
    });
  });

  test('is waived, and turned off, like any other', async () => {
    const waiver = {
      control: id,
      subject: 'ana@example.com',
      reason: 'Moves in spring',
      approvedBy: 'cto@example.com',
      expires: '2027-01-31',
    };
    const { result, own } = await conclude({ google: outside }, { waivers: [waiver] });
    expect(result).toMatchObject({ verdict: 'pass', subjects: { waived: 1, fail: 0 } });
    expect(own).toMatchObject([{ waiver: { reason: 'Moves in spring' } }]);
    const { findings } = await conclude(
      { google: outside },
      { controls: new Map([[id, { off: 'Not yet' }]]) },
    );
    expect(findings.notJudged).toContainEqual({ id, reason: 'Not yet', by: 'configuration' });
  });
});

test('another expression shows in the findings, and a control that was taken out shows in the drift', async () => {
  const stage = await scene({ google: inOffice });
  const night = async (number: number, ...customControls: Control[]) =>
    await executeRun(await stage.context(nightAt(number), { customControls }));
  const hashes = [];
  for (const [number, control] of [rule(), rule(), rule({ for: null })].entries()) {
    const { findings } = await night(number, control);
    hashes.push(findings.controls.find((one) => one.id === id)?.parameters as { sha256: string });
  }
  expect(hashes[1]?.sha256).toBe(hashes[0]?.sha256);
  expect(hashes[2]?.sha256).not.toBe(hashes[0]?.sha256);
  const { drift } = await night(3);
  expect(drift.events.filter(({ control }) => control === id)).toMatchObject([
    { type: 'standard.changed', path: '/ownControls/0', after: null },
    { type: 'control.not-judged', subject: null, cause: 'standard' },
  ]);
});

test('the doctor says that it would be unknown, of the connection that it reads', async () => {
  const stage = await scene({ google: inOffice, 'google-2': inOffice });
  const blind: AnyProvider = anyProvider({
    id: 'google-workspace',
    title: 'Google Workspace',
    settings: rule().parameters,
    tokens: [],
    needsCredentials: false,
    datasets: [],
    setup: { example: '', scopes: [], steps: [] },
    read: () => [],
    collect: async () => {},
    probe: async () => [{ dataset: 'users', verdict: 'fail', message: 'Denied.' }],
  });
  const connections = ['google', 'google-2'].map(connection);
  const context = await stage.context(nightAt(0), { customControls: [rule()], connections });
  const health = await examine({ ...context, providers: new Map([[blind.id, blind]]) });
  expect(health.map(({ unknownControls }) => unknownControls.includes(id))).toEqual([true, false]);
});
