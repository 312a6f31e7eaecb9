import { createWriteStream, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startBigGoogle } from '../demo/stand-ins/big-google.ts';
import { thisCollector } from '../lib/cli/collector.ts';
import { loadConfiguration } from '../lib/config/load.ts';
import { catalog } from '../lib/controls/catalog.ts';
import { custom } from '../lib/controls/custom/index.ts';
import { dayMs } from '../lib/evidence/day.ts';
import { openFolderLocker } from '../lib/locker/folder.ts';
import { executeRun } from '../lib/nightly/run.ts';
import { silent } from '../lib/nightly/run-context.ts';
import { packagePeriod } from '../lib/package/package-period.ts';
import { periodOf } from '../lib/package/period/period.ts';
import { providers } from '../lib/providers/collectors.ts';
import { datasetOf } from '../lib/providers/dataset-of.ts';
import { openKeyFile } from '../lib/seal/key-file.ts';
import { openFileMemory } from '../lib/seal/memory/file-memory.ts';
import { openFolderReader } from '../lib/seal/verify/folder-reader.ts';
import { bigCompany } from './big-company.ts';
import { nightAt } from './company-year.ts';

/** Real nights and, but for `unpacked`, their package: `again-nights.ts <folder> <nights> <people>`. Clocks stand at each night's time. */
const [folder = '', nights = '', people = '', unpacked] = process.argv.slice(2);
/** The last one is that before the year's first, so that any number of them has been. */
const runOf = (night: number): string => nightAt(night - Number(nights));
let at = new Date(runOf(0));
const google = await startBigGoogle({ users: Number(people), now: () => at });
const file = join(folder, 'exhibit.yaml');
await writeFile(file, bigCompany(google.url, 'env:GOOGLE_CREDENTIALS'));
const configuration = await loadConfiguration(file, { providers, controls: catalog, custom });
const locker = openFolderLocker(join(folder, 'evidence'));
const signer = await openKeyFile(join(folder, 'key.pem'));
const collector = thisCollector('schedule');
writeFileSync(join(folder, 'public.pem'), signer.publicKey);
for (let night = 0; night < Number(nights); night++) {
  at = new Date(runOf(night));
  await executeRun({
    configuration,
    locker,
    providers: new Map(providers.map((provider) => [provider.id, provider])),
    run: runOf(night),
    now: () => at,
    nominalGiven: false,
    collector,
    signer,
    memory: openFileMemory(join(folder, 'key.pem.head.json')),
    trustedKeys: async () => [],
    timestamps: null,
    secretOf: async () => google.serviceAccountKey(),
    scratch: await locker.scratch(),
    progress: silent,
  });
}
await google.close();
const files = unpacked === undefined ? await pack() : 0;
await locker.close();
process.stdout.write(JSON.stringify({ files }));

/** Gives how many files there are in it. */
async function pack(): Promise<number> {
  const reader = openFolderReader(locker.location);
  const { version, commit } = collector;
  const { manifest } = await packagePeriod({
    locker,
    reader,
    period: periodOf(runOf(0).slice(0, 10), runOf(Number(nights) - 1).slice(0, 10), 'UTC'),
    now: new Date(at.getTime() + dayMs / 24),
    trustedKeys: [signer.publicKey],
    signer,
    maker: { version, commit },
    metadata: catalog,
    datasetOf,
    out: createWriteStream(join(folder, 'package.zip')),
  });
  await reader.close();
  return manifest.files.length;
}
