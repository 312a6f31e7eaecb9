import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { canonicalDocument } from '../lib/evidence/canonical.ts';
import * as github from '../lib/evidence/datasets/github.ts';
import * as google from '../lib/evidence/datasets/google-workspace.ts';
import * as onepassword from '../lib/evidence/datasets/onepassword.ts';
import * as slack from '../lib/evidence/datasets/slack.ts';
import { dayMs } from '../lib/evidence/day.ts';
import { recordLine } from '../lib/evidence/line.ts';
import { sha256Of } from '../lib/evidence/sha256.ts';
import { openFolderLocker } from '../lib/locker/folder.ts';
import { runFolder } from '../lib/locker/keys.ts';
import type { Locker } from '../lib/locker/locker.ts';
import { openKeyFile } from '../lib/seal/key-file.ts';
import { sealRun } from '../lib/seal/seal.ts';
import type { Signer } from '../lib/seal/signer.ts';
import { sumRun } from '../lib/seal/sum-run.ts';

/** A locker as a company's nights leave it, made without asking anybody: the same files, sizes and changes. */
export interface CompanyYear {
  readonly nights: number;
  readonly people: number;
}

const perPerson = 12;
const wholeCompany = 13;
const datasets = [
  ['google', google.users],
  ['google', google.groups],
  ['onepassword', onepassword.users],
  ['onepassword', onepassword.vaultAccess],
  ['slack', slack.users],
  ['github', github.members],
] as const;

/**
 * Builds the nights in a folder, or leaves them as they are where the same ones lie there already. Throws where others
 * do, or where building them did not come to its end.
 */
export async function ensureCompanyYear(folder: string, year: CompanyYear): Promise<void> {
  const note = join(folder, 'built.json');
  const there = await readFile(note, 'utf8').catch(() => null);
  if (there === JSON.stringify(year)) return;
  const names = await readdir(folder).catch(() => []);
  if (names.length > 0)
    throw new Error(`${folder} holds something else than ${JSON.stringify(year)}; give an empty folder.`);
  await buildCompanyYear(folder, year);
  await writeFile(note, JSON.stringify(year));
}

async function buildCompanyYear(folder: string, { nights, people }: CompanyYear): Promise<void> {
  const locker = openFolderLocker(join(folder, 'evidence'));
  const signer = await openKeyFile(join(folder, 'key.pem'));
  for (let night = 0; night < nights; night++) await buildNight(locker, signer, night, people);
  await locker.close();
}

/** The time of a night, counted from 0. */
export function nightAt(night: number): string {
  return `${new Date(Date.UTC(2025, 0, 1, 1) + night * dayMs).toISOString().slice(0, 19)}Z`;
}

async function buildNight(locker: Locker, signer: Signer, night: number, people: number): Promise<void> {
  const run = nightAt(night);
  const folder = runFolder(run);
  const summaries = [];
  for (const [connection, { provider, name: dataset }] of datasets) {
    const count = dataset === 'groups' ? Math.ceil(people / 10) : people;
    const lines = Array.from({ length: count }, (_, at) => recordLine(recordOf(dataset, at, night)));
    const text = `${lines.join('\n')}\n`;
    const raw = gzipSync(
      lines
        .map((line) => JSON.stringify({ body: line, url: 'https://api.example/v1', status: 200 }))
        .join('\n'),
    );
    await locker.create(`${folder}/${connection}/${dataset}.ndjson`, text);
    await locker.create(`${folder}/${connection}/${dataset}.raw.ndjson.gz`, raw);
    const document = documentOf({ run, connection, provider, dataset, count, text, raw });
    await locker.create(`${folder}/${connection}/${dataset}.json`, canonicalDocument(document));
    summaries.push({ connection, dataset, completeness: 'complete', records: count, problem: null });
  }
  await storeFindings(locker, night, people, summaries);
  await sumRun(locker, run);
  const hash = '0'.repeat(64);
  await sealRun({
    locker,
    signer,
    run,
    now: () => new Date(run),
    origin: { locker: 'bench' },
    period: { from: null, to: run },
    nextDueBy: new Date(Date.parse(run) + 26 * 3_600_000).toISOString(),
    status: 'complete',
    collector: { version: 'bench', commit: null, bundle: null },
    configuration: { sha256: hash },
    catalog: { sha256: hash },
    schedule: { time: '01:00', timezone: 'UTC' },
  });
}

function person(at: number): string {
  return `person-${String(at).padStart(6, '0')}@big.example`;
}

/** The last login of everybody is another every night, so that every line of a list of users changes every night. */
function recordOf(dataset: string, at: number, night: number): object {
  const seen = new Date(
    Date.UTC(2025, 0, 1) + (night - ((night + at) % 7 < 3 ? 0 : 3)) * dayMs,
  ).toISOString();
  const email = person(at);
  if (dataset === 'users')
    return {
      aliases: [`alias-${at}@big.example`],
      archived: false,
      creationTime: '2020-01-01T00:00:00.000Z',
      deleted: false,
      email,
      id: String(at).padStart(21, '1'),
      isAdmin: at < 3,
      isEnforcedIn2Sv: true,
      isEnrolledIn2Sv: true,
      lastLoginTime: seen,
      login: email,
      orgUnitPath: '/Crew/Deck',
      primaryEmail: email,
      suspended: false,
    };
  return {
    accessorId: email,
    canOpen: true,
    email,
    id: String(at).padStart(8, '0'),
    login: email,
    name: email,
    permissions: ['read', 'write'],
    state: 'ACTIVE',
    vaultId: `vault-${String(at).padStart(6, '0')}`,
  };
}

interface Collected {
  readonly run: string;
  readonly connection: string;
  readonly provider: string;
  readonly dataset: string;
  readonly count: number;
  readonly text: string;
  readonly raw: Buffer;
}

function documentOf({ run, connection, provider, dataset, count, text, raw }: Collected): object {
  const page = {
    method: 'GET',
    url: 'https://api.example/v1',
    status: 200,
    requestId: null,
    providerDate: run,
    bytes: 1,
    sha256: sha256(text),
  };
  return {
    schema: 'exhibit/evidence/v1',
    run,
    connection,
    provider,
    dataset,
    origin: 'api',
    tenant: { id: 'big', name: 'big.example' },
    principal: 'reader@big.example',
    scopes: ['read'],
    startedAt: run,
    finishedAt: run,
    clockSkewMs: 0,
    completeness: 'complete',
    problem: null,
    population: { records: count, strata: { active: count } },
    requests: [{ ...page, records: count }],
    records: {
      path: `${dataset}.ndjson`,
      sha256: sha256(text),
      bytes: Buffer.byteLength(text),
      count,
      order: 'key',
    },
    raw: { path: `${dataset}.raw.ndjson.gz`, sha256: sha256(raw), bytes: raw.length },
    collector: { version: 'bench', commit: null, node: process.version, trigger: 'schedule', by: null },
  };
}

async function storeFindings(
  locker: Locker,
  night: number,
  people: number,
  summaries: object[],
): Promise<void> {
  const run = nightAt(night);
  const folder = runFolder(run);
  const controls: object[] = [];
  const pieces: string[] = [];
  let offset = 0;
  for (let at = 0; at < perPerson + wholeCompany; at++) {
    const control = `control.${String(at).padStart(2, '0')}`;
    const subjects = at < perPerson ? people : 3;
    const lines = Array.from({ length: subjects }, (_, who) => findingLine(control, who, night));
    const text = `${lines.join('\n')}\n`;
    const bytes = Buffer.byteLength(text);
    const fail = lines.filter((line) => line.includes('"verdict":"fail"')).length;
    controls.push({
      id: control,
      version: 1,
      title: control,
      verdict: fail > 0 ? 'fail' : 'pass',
      obstacles: [],
      subjects: { pass: subjects - fail, fail, unknown: 0, waived: 0 },
      parameters: {},
      mappings: { soc2: ['CC6.1'], iso27001: ['A.5.17'], nist80053: ['IA-2'], cis: ['6.3'] },
      needs: [{ connection: 'google', dataset: 'users', completeness: 'complete' }],
      since: run,
      firstJudged: nightAt(0),
      lines: { offset, bytes, count: subjects },
    });
    pieces.push(text);
    offset += bytes;
  }
  const all = pieces.join('');
  const drift = canonicalDocument({ schema: 'exhibit/drift/v1', run, since: null, events: [] });
  await locker.create(`${folder}/findings.ndjson`, all);
  await locker.create(`${folder}/drift.json`, drift);
  const document = {
    schema: 'exhibit/findings/v1',
    run,
    organization: 'Big',
    timezone: 'UTC',
    schedule: '01:00',
    status: 'complete',
    configuration: { sha256: '0'.repeat(64) },
    catalog: { sha256: '0'.repeat(64) },
    previous: null,
    datasets: summaries,
    controls,
    notJudged: [],
    waivers: [],
    attestations: [],
    findings: {
      path: 'findings.ndjson',
      sha256: sha256(all),
      bytes: offset,
      count: 0,
      order: 'control, subject',
    },
    drift: { path: 'drift.json', sha256: sha256(drift), bytes: Buffer.byteLength(drift) },
  };
  await locker.create(`${folder}/findings.json`, canonicalDocument(document));
}

/** One in fifty fails for three weeks, each at another time. */
function findingLine(control: string, who: number, night: number): string {
  const fails = who % 50 === 7 && (night + who) % 90 < 21;
  return recordLine({
    control,
    reason: fails ? 'Not enrolled in 2-step verification, and not under enforcement.' : '',
    since: fails ? nightAt(Math.max(0, night - ((night + who) % 90))) : null,
    subject: person(who),
    verdict: fails ? 'fail' : 'pass',
    waiver: null,
  });
}

function sha256(content: string | Buffer): string {
  return sha256Of(content);
}
