import { createWriteStream } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Configuration } from '../../lib/config/configuration.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import { executeRun } from '../../lib/nightly/run.ts';
import type { PackageInput } from '../../lib/package/package-build.ts';
import { packagePeriod } from '../../lib/package/package-period.ts';
import { periodOf } from '../../lib/package/period/period.ts';
import type { Rebuild } from '../../lib/package/verify/package-verdict.ts';
import { verifyPackage } from '../../lib/package/verify/verify-package.ts';
import { datasetOf } from '../../lib/providers/dataset-of.ts';
import { storeAttestation } from '../../lib/runs/attestations.ts';
import type { Signer } from '../../lib/seal/signer.ts';
import { openFolderReader } from '../../lib/seal/verify/folder-reader.ts';
import type { VerifyResult } from '../../lib/seal/verify/result.ts';
import { version } from '../../lib/version.ts';
import { openZipReader } from '../../lib/zip/zip-reader.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { ana, ben, google, nightAt, onepassword, type Scene, scene, unenrolled } from '../nightly/night.ts';

/** A company with some nights: which of them there are, and what was special about them. */
export interface Nights {
  readonly stage: Scene;
  readonly folder: string;
  readonly signer: Signer;
}

export const enrolled = 'google-workspace.mfa-enrolled';
export const waiver = {
  control: enrolled,
  subject: 'ben@example.com',
  reason: 'On leave',
  approvedBy: 'cto@example.com',
  expires: '2026-11-22',
};

/**
 * Nights 0 to 5 but the one of 24 November, number 4. Ben is not enrolled from night 1 to 3, waived up to night 2;
 * on night 3 the list of people breaks off, on night 5 nobody answers.
 */
export async function someNights(changes: Partial<Configuration> = {}): Promise<Nights> {
  const whole = { google: google(ana, ben), onepassword: onepassword(['ana', 'ben']) };
  const stage = await scene(whole);
  const failing = { ...whole, google: google(ana, unenrolled(ben)) };
  const cut = {
    ...failing,
    google: { ...failing.google, users: { rows: [ana, unenrolled(ben)], problem: 'truncated' as const } },
  };
  const silent = Object.fromEntries(
    Object.entries(whole).map(([id, datasets]) => [
      id,
      Object.fromEntries(
        Object.keys(datasets ?? {}).map((name) => [name, { problem: 'unavailable' as const }]),
      ),
    ]),
  );
  silent.google = {
    ...silent.google,
    groups: { problem: 'unavailable' },
    'two-step-policies': { problem: 'unavailable' },
  };
  silent.onepassword = { ...silent.onepassword, events: { problem: 'unavailable' } };
  const word = {
    control: 'passwords.unique',
    by: 'ana@example.com',
    note: '=cmd()',
    at: '2026-11-20T12:00:00.000Z',
    expires: '2026-12-31',
  };
  const shown = join(await temporaryFolder(), 'screen.png');
  await writeFile(shown, 'a picture');
  const worlds = [whole, failing, failing, cut, null, silent];
  for (const [night, world] of worlds.entries()) {
    if (!world) continue;
    stage.world = world;
    if (night === 1) await storeAttestation(stage.locker, word, [shown]);
    await oneNight(stage, night, changes);
  }
  const { signer } = await stage.context(nightAt(0));
  return { stage, folder: stage.locker.location, signer };
}

export async function oneNight(
  stage: Scene,
  night: number,
  changes: Partial<Configuration> = {},
): Promise<void> {
  const configuration = { waivers: [waiver], ...changes };
  const now = () => new Date(Date.parse(nightAt(night)) + 60_000);
  await executeRun(await stage.context(nightAt(night), configuration, { now }));
}

/** Packages days of November. */
export async function packaged(
  { folder, stage, signer }: Nights,
  days: readonly [number, number],
  changes: Partial<PackageInput> = {},
): Promise<{ path: string } & Awaited<ReturnType<typeof packagePeriod>>> {
  const path = join(await temporaryFolder(), 'package.zip');
  const reader = openFolderReader(folder);
  const result = await packagePeriod({
    locker: stage.locker,
    reader,
    period: periodOf(day(days[0]), day(days[1]), 'UTC'),
    now: new Date('2026-12-01T00:00:00Z'),
    trustedKeys: [signer.publicKey],
    signer,
    maker: { version: '0.0.0', commit: null },
    metadata: catalog,
    datasetOf,
    out: createWriteStream(path),
    ...changes,
  });
  await reader.close();
  return { path, ...result };
}

/** What a package on AWS is made with, where the key lies elsewhere. */
export const onAws: Pick<PackageInput, 'trustedKeys' | 'maker'> = {
  trustedKeys: 'in-locker',
  maker: { version, commit: null },
};

const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}`;

/** Unpacks into a new folder, where every file may be changed. */
export async function unpacked(path: string): Promise<string> {
  const folder = await temporaryFolder();
  const reader = await openZipReader(path);
  for (const { path: name } of await reader.files('')) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), (await reader.read(name)) ?? '');
  }
  await reader.close();
  return folder;
}

export async function verified(
  path: string,
  keys: readonly string[] | 'in-locker',
  head?: string,
  rebuild?: Rebuild,
) {
  const reader = path.endsWith('.zip') ? await openZipReader(path) : openFolderReader(path);
  try {
    return await verifyPackage(reader, { trustedKeys: keys, head, rebuild });
  } finally {
    await reader.close();
  }
}

export const kinds = ({ problems }: Pick<VerifyResult, 'problems'>): string[] =>
  problems.map(({ kind, path }) => `${kind} ${path}`);

/** Puts a changed file in the place of one that nobody may write. */
export async function change(folder: string, path: string, how: (text: string) => string): Promise<void> {
  const file = join(folder, path);
  const before = await readFile(file, 'utf8');
  const after = how(before);
  if (after === before) throw new Error(`${path} was not changed.`);
  await chmod(file, 0o600).catch(() => {});
  await rm(file);
  await writeFile(file, after);
}
