import { randomBytes } from 'node:crypto';
import { link, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalDocument } from '../../lib/evidence/canonical.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import type { Locker } from '../../lib/locker/locker.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { type Seal, type SealInput, sealRun } from '../../lib/seal/seal.ts';
import type { Signer } from '../../lib/seal/signer.ts';
import type { SealPredicate } from '../../lib/seal/statement.ts';
import { sumRun } from '../../lib/seal/sum-run.ts';

const hour = 3_600_000;
const firstRun = Date.parse('2026-10-20T00:00:00Z');

export const hashes = { configuration: { sha256: 'c'.repeat(64) }, catalog: { sha256: 'd'.repeat(64) } };

/** The time of a night's run, counted from 0. */
export function runAt(night: number): string {
  return `${new Date(firstRun + night * 24 * hour).toISOString().slice(0, 19)}Z`;
}

export function later(time: string, hours: number): string {
  return new Date(Date.parse(time) + hours * hour).toISOString();
}

/** A predicate of the usual size. */
export const predicate: SealPredicate = {
  origin: { locker: 's3://acme-evidence/exhibit' },
  run: '2026-11-23T02:00:00Z',
  sequence: 42,
  period: { from: '2026-11-22T02:00:00Z', to: '2026-11-23T02:00:00Z' },
  sealedAt: '2026-11-23T02:04:00.000Z',
  nextDueBy: '2026-11-24T04:00:00Z',
  status: 'complete',
  files: 40,
  bytes: 1_000_000,
  collector: { version: '1.0.0', commit: 'a'.repeat(40), bundle: 'b'.repeat(64) },
  ...hashes,
  schedule: { time: '02:00', timezone: 'Europe/Amsterdam' },
  previous: { sequence: 41, sha256: 'e'.repeat(64), timestamp: 'f'.repeat(64) },
};

export function sealInput(locker: Locker, signer: Signer, night: number): SealInput {
  const run = runAt(night);
  return {
    locker,
    signer,
    origin: { locker: 'acme' },
    run,
    period: { from: night === 0 ? null : runAt(night - 1), to: run },
    nextDueBy: later(run, 26),
    status: 'complete',
    collector: { version: '1.0.0', commit: null, bundle: null },
    ...hashes,
    schedule: { time: '02:00', timezone: 'Europe/Amsterdam' },
    now: () => new Date(later(run, 0.1)),
  };
}

/** Evidence of one night, ended by its list. A failed night has a document that says so and nothing else of it. */
export async function collectNight(
  locker: Locker,
  night: number,
  failed = false,
  run = runAt(night),
): Promise<void> {
  const folder = runFolder(run);
  const document = {
    run,
    dataset: 'users',
    finishedAt: later(run, 0.05),
    requests: [],
  };
  await locker.create(`${folder}/google/users.json`, canonicalDocument({ ...document, failed }));
  if (!failed) {
    await locker.create(`${folder}/google/users.ndjson`, `{"email":"ana@acme.example","night":${night}}\n`);
    await locker.create(`${folder}/google/users.raw.ndjson.gz`, randomBytes(300 + night));
  }
  await locker.create(`${folder}/findings.ndjson`, '');
  await locker.create(`${folder}/findings.json`, canonicalDocument({ run, verdict: 'pass' }));
  await sumRun(locker, run);
}

export interface Nights {
  readonly folder: string;
  readonly seals: readonly Seal[];
  /** Public keys of everything that signed. */
  readonly publicKeys: readonly string[];
}

/** Which nights of a made-up history were special. */
export interface History {
  readonly nights: number;
  readonly failed?: readonly number[];
  /** From this night on another key signs. */
  readonly rotatedAt?: number;
}

/** Builds a locker night by night, the way a run does. */
export async function buildNights(history: History): Promise<Nights> {
  const folder = await temporaryFolder();
  const keys = await temporaryFolder();
  const locker = openFolderLocker(folder);
  const signers = [await openKeyFile(join(keys, 'first.pem')), await openKeyFile(join(keys, 'second.pem'))];
  const used = new Set<string>();
  const seals: Seal[] = [];
  for (let night = 0; night < history.nights; night++) {
    const signer = signers[night >= (history.rotatedAt ?? Number.POSITIVE_INFINITY) ? 1 : 0];
    if (!signer) throw new Error('no signer');
    const failed = history.failed?.includes(night) ?? false;
    await collectNight(locker, night, failed);
    seals.push(
      await sealRun({ ...sealInput(locker, signer, night), status: failed ? 'failed' : 'complete' }),
    );
    used.add(signer.publicKey);
  }
  await locker.close();
  return { folder, seals, publicKeys: [...used] };
}

const made: string[] = [];

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-seal-'));
  made.push(folder);
  return folder;
}

/** A copy to spoil. Its files are links: one that is to change has to be removed and written anew. */
export async function copyOf(folder: string): Promise<string> {
  const copy = await temporaryFolder();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const to = join(copy, path.slice(folder.length));
    if (entry.isDirectory()) await mkdir(to, { recursive: true });
    else await link(path, to);
  }
  return copy;
}

export async function removeTemporary(): Promise<void> {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
}
