import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startDemo, nightTime } from '../../demo/demo.ts';
import { openConfiguration } from '../../lib/cli/open.ts';
import { startS3 } from '../locker/s3/server.ts';
import { startMoto } from '../providers/aws/moto.ts';
import { awsIn } from './whole/aws.ts';
import { deploy } from './whole/deployed.ts';
import { synthesize } from './whole/template.ts';

test('x', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-whole-'));
  const s3 = await startS3(); const moto = await startMoto();
  if (!s3 || !moto) throw new Error();
  let at = nightTime(3);
  const demo = await startDemo({ folder, now: () => at, night: 3 });
  writeFileSync(join(folder, 'exhibit.yaml'), demo.configuration('./evidence', { credentials: (c) => `secret:exhibit/${c}` }));
  const configuration = await openConfiguration({ config: join(folder, 'exhibit.yaml') });
  console.time('synth');
  const stack = synthesize(configuration, join(folder, 'cdk.out'));
  console.timeEnd('synth');
  const aws = awsIn(moto);
  for (const [id, v] of Object.entries(demo.credentials)) await aws.secret(`exhibit/${id}`, v);
  console.time('deploy');
  const made = await deploy(stack, { s3, aws, folder });
  console.timeEnd('deploy');
  await aws.guard(true);
  console.time('night');
  try {
  const n = await made.night(at);
  console.log(JSON.stringify(n, null, 1).slice(0, 20000));
  } catch (e) { console.log(e) }
  console.timeEnd('night');
  await aws.guard(false);
  console.log(JSON.stringify(await made.events()).slice(0, 3000));
  await demo.close(); await s3.close(); await moto.close(); aws[Symbol.dispose]();
  rmSync(folder, { recursive: true });
}, 300000);
