import { createWriteStream, writeFileSync } from 'node:fs';
import { dayMs } from '../lib/evidence/day.ts';
import { openFolderLocker } from '../lib/locker/folder.ts';
import { packagePeriod } from '../lib/package/package-period.ts';
import { periodOf } from '../lib/package/period/period.ts';
import { datasetOf } from '../lib/providers/dataset-of.ts';
import { openKeyFile } from '../lib/seal/key-file.ts';
import { openFolderReader } from '../lib/seal/verify/folder-reader.ts';
import { peakMb } from './peak.ts';

/** One package in a process of its own: `package-child.ts <folder> <from> <to>`. Leaves its usage in `usage.json`. */
const [folder = '', from = '', to = ''] = process.argv.slice(2);
const locker = openFolderLocker(`${folder}/evidence`);
const reader = openFolderReader(`${folder}/evidence`);
const { manifest } = await packagePeriod({
  locker,
  reader,
  period: periodOf(from, to, 'UTC'),
  now: new Date(Date.parse(to) + 3 * dayMs),
  trustedKeys: 'in-locker',
  signer: await openKeyFile(`${folder}/key.pem`),
  maker: { version: 'bench', commit: null },
  metadata: [],
  datasetOf,
  out: createWriteStream(`${folder}/package.zip`),
});
await reader.close();
const { ok, problems } = manifest.verification;
if (!ok) throw new Error(JSON.stringify(problems.slice(0, 3)));
writeFileSync(`${folder}/usage.json`, JSON.stringify({ peakMb: peakMb() }));
