import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unpackZip } from '../../bench/unpack-zip.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { packagePeriod } from '../../lib/package/package-period.ts';
import { periodOf } from '../../lib/package/period/period.ts';
import { datasetOf } from '../../lib/providers/dataset-of.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { openFolderReader } from '../../lib/seal/verify/folder-reader.ts';
import { verified } from '../package/packaging.ts';
import { callHostedAt } from './hosts.ts';

/** Two nights of the made-up company, as version 0.1.0 sealed them. */
const fixture = new URL('../fixtures/locker-0.1.0.zip', import.meta.url).pathname;
const cwd = mkdtempSync(join(tmpdir(), 'exhibit-end-to-end-'));
const locker = join(cwd, 'evidence');
const now = '2026-10-25T06:00:00Z';
const callExhibit = callHostedAt(new Date(now));
const key = () => join(locker, 'keys', readdirSync(join(locker, 'keys'))[0] ?? '');
const configuration = `version: 1
organization: Fathom Ferries
timezone: Europe/Amsterdam
locker: ./evidence
connections:
  - id: google
    provider: google-workspace
    credentials: env:GOOGLE_CREDENTIALS
    subject: ines.verbeek@fathom.example
`;

beforeAll(async () => {
  await unpackZip(fixture, locker);
  writeFileSync(join(cwd, 'exhibit.yaml'), configuration);
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('A locker of version 0.1.0', () => {
  test('verifies', async () => {
    const verify = await callExhibit(['verify', 'evidence', '--key', key(), '--json'], {
      cwd,
      environment: {},
    });
    expect([verify.status, JSON.parse(verify.stdout)]).toMatchObject([
      0,
      { ok: true, problems: [], checked: { runs: 2 }, head: { sequence: 2 } },
    ]);
  });

  test('is shown, though its findings have no keys and its runs no standard', async () => {
    const status = await callExhibit(['status', '--json'], { cwd, environment: {} });
    const { controls } = JSON.parse(status.stdout);
    expect(controls.length).toBeGreaterThan(20);
    const drift = await callExhibit(['drift', '--json'], { cwd, environment: {} });
    expect([drift.stderr, JSON.parse(drift.stdout).run]).toEqual(['', '2026-10-25T00:00:00Z']);
  });

  test('is packaged by this version, and the package verifies', async () => {
    const signer = await openKeyFile(join(cwd, 'package-key.pem'));
    const trustedKeys = [readFileSync(key(), 'utf8'), signer.publicKey];
    const path = join(cwd, 'package.zip');
    const reader = openFolderReader(locker);
    const { manifest } = await packagePeriod({
      locker: openFolderLocker(locker),
      reader,
      period: periodOf('2026-10-24', '2026-10-25', 'Europe/Amsterdam'),
      now: new Date(now),
      trustedKeys,
      signer,
      maker: { version: '0.0.0', commit: null },
      metadata: catalog,
      datasetOf,
      out: createWriteStream(path),
    });
    await reader.close();
    expect([manifest.verification.ok, manifest.verification.checked.runs]).toEqual([true, 2]);
    expect((await verified(path, trustedKeys)).problems).toEqual([]);
  });
});
