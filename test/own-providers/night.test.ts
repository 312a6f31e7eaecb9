import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sha256Of } from '../../lib/evidence/sha256.ts';
import { callHosted } from '../end-to-end/hosts.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { intranet, intranetWith, startIntranet, token, writeCompany } from './intranet.ts';

const company = await temporaryFolder();
const server = await startIntranet();
afterAll(() => server.close());
const file = join(company, 'providers', 'intranet.mjs');

async function exhibit(...words: string[]) {
  const outcome = await callHosted(words, { environment: { INTRANET_TOKEN: token }, cwd: company });
  const json = outcome.stdout.startsWith('{') ? JSON.parse(outcome.stdout) : null;
  return { ...outcome, json };
}

function lastRun(): string {
  const runs = join(company, 'evidence', 'runs');
  return join(runs, readdirSync(runs).sort().at(-1) ?? '');
}

function standard() {
  return JSON.parse(readFileSync(join(lastRun(), 'standard.json'), 'utf8'));
}

let first: Awaited<ReturnType<typeof exhibit>>;
beforeAll(async () => {
  writeCompany(company, server.endpoint);
  first = await exhibit('run', '--json', '--at', '2026-11-01T02:00:00Z');
});

test('a night collects and judges what the company’s own file declares', () => {
  expect(first.json).toMatchObject({ status: 'complete' });
  expect(first.json.datasets).toMatchObject([
    { connection: 'pages', dataset: 'organization', completeness: 'complete', records: 1 },
    { connection: 'pages', dataset: 'members', completeness: 'complete', records: 3 },
  ]);
  const controls = new Map(first.json.controls.map((one: { id: string }) => [one.id, one]));
  expect(controls.get('intranet.mfa-enrolled')).toMatchObject({ subjects: { pass: 1, fail: 1 } });
  expect(controls.has('intranet.mfa-enforced')).toBe(true);
  const members = readFileSync(join(lastRun(), 'pages', 'members.ndjson'), 'utf8');
  expect(members).toContain('ben@larch.example');
  expect(readFileSync(join(lastRun(), 'pages', 'members.json'), 'utf8')).toContain('"provider":"intranet"');
});

test('the standard holds the hash of the file, the controls and the place that was asked, without its port', () => {
  expect(standard()).toMatchObject({
    connections: [{ id: 'pages', provider: 'intranet', endpoint: 'http://localhost/gate/api' }],
    ownProviders: [{ id: 'intranet', sha256: sha256Of(Buffer.from(intranet)), organization: true }],
  });
});

test('doctor and review know it as well', async () => {
  const doctor = await exhibit('doctor', '--json');
  expect(doctor.stdout).toContain('members');
  const review = await exhibit('review', '--out', 'sheets', '--json');
  expect(review.stderr).toBe('');
  expect(existsSync(join(company, 'sheets', 'pages.csv'))).toBe(true);
  expect(readFileSync(join(company, 'sheets', 'pages.csv'), 'utf8')).toContain('ben@larch.example');
});

test('records and verdicts are made again where the file is at hand', async () => {
  const { json } = await exhibit('verify', '--rejudge', '--json');
  expect(json).toMatchObject({ ok: true, problems: [], notRejudged: [], rejudged: 1 });
});

test('and it says so where the file is not there, or is another', async () => {
  const alone = await exhibit('verify', 'evidence', '--rejudge', '--json');
  expect(alone.json).toMatchObject({ ok: false, problems: [], rejudged: 0 });
  expect(alone.json.notRejudged[0].why).toMatch(/is not available/);
  writeFileSync(file, `${intranet}// Another word.\n`);
  const other = await exhibit('verify', '--rejudge', '--json');
  writeFileSync(file, intranet);
  expect(other.json).toMatchObject({ ok: false, problems: [], rejudged: 0 });
  expect(other.json.notRejudged[0].why).toMatch(/not the one that is here/);
});

test('a change of the file is a change of the standard, and its effect is the standard’s', async () => {
  writeFileSync(file, intranetWith("missing: 'unknown', privileged", "missing: 'hidden', privileged"));
  await exhibit('run', '--json', '--at', '2026-11-02T02:00:00Z');
  const { events } = JSON.parse(readFileSync(join(lastRun(), 'drift.json'), 'utf8'));
  expect(events.filter(({ type }: { type: string }) => type === 'standard.changed')).toMatchObject([
    { path: '/ownProviders/0/sha256', before: sha256Of(Buffer.from(intranet)) },
  ]);
  const { json } = await exhibit('verify', '--rejudge', '--json');
  expect(json).toMatchObject({ ok: false, problems: [], rejudged: 1 });
  expect(json.notRejudged).toHaveLength(1);
  writeFileSync(file, intranet);
});

test('an auditor’s package names its control, and its tables come out again without the file', async () => {
  const made = await exhibit(
    'package',
    '--from',
    '2026-11-01',
    '--to',
    '2026-11-02',
    '--out',
    'audit',
    '--json',
  );
  expect(made.stderr).toBe('');
  const path = made.json.path ?? join(company, 'audit');
  const { json } = await exhibit('verify', path, '--rebuild', '--json');
  expect(json).toMatchObject({ problems: [] });
});

test('where a file is wrong, nothing is collected, and its line is named', async () => {
  const copy = await temporaryFolder();
  cpSync(company, copy, { recursive: true });
  rmSync(join(copy, 'evidence'), { recursive: true });
  writeFileSync(join(copy, 'providers', 'intranet.mjs'), `import 'node:fs';\n${intranet}`);
  const asked = server.asked.length;
  const { status, stderr } = await exhibit('run', '--config', join(copy, 'exhibit.yaml'), '--json');
  expect(status).toBe(2);
  expect(stderr).toMatch(/exhibit\.yaml:8:15 connections\[0\]\.provider: imports something/);
  expect(server.asked).toHaveLength(asked);
  expect(existsSync(join(copy, 'evidence'))).toBe(false);
});
