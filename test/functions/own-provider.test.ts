import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { sha256Of } from '../../lib/evidence/sha256.ts';
import { openLocker } from '../../lib/locker/open.ts';
import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { collectOwnFunction } from '../../lib/nightly/functions/collect-own.ts';
import { concludeFunction } from '../../lib/nightly/functions/conclude.ts';
import { planFunction } from '../../lib/nightly/functions/plan.ts';
import { sealFunction } from '../../lib/nightly/functions/seal.ts';
import { collector as sentry } from '../../lib/providers/sentry/collect/index.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { intranet, startIntranet, token, writeCompany } from '../own-providers/intranet.ts';
import { awsAccount } from './aws-account.ts';
import { uploaded } from './configured.ts';

const server = await startIntranet();
const account = await awsAccount();
account.secrets.set('INTRANET_TOKEN', token);
afterAll(async () => {
  await server.close();
  await account[Symbol.asyncDispose]();
});

const folder = await temporaryFolder();
const file = writeCompany(folder, server.endpoint, intranet, 'secret:INTRANET_TOKEN');
const now = new Date('2026-11-01T02:00:10Z');
const means = (provider = 'intranet') => ({
  environment: {
    EXHIBIT_CONFIGURATIONS: join(folder, 'configurations'),
    EXHIBIT_OWN_PROVIDERS: folder,
    EXHIBIT_OWN_PROVIDER: 'providers/intranet.mjs',
    EXHIBIT_PROVIDER: provider,
    EXHIBIT_LOCKER: join(folder, 'evidence'),
    EXHIBIT_WORK: join(folder, 'work'),
    EXHIBIT_NIGHTS: join(folder, 'nights'),
    EXHIBIT_SIGNER_MEMORY: join(folder, 'memory'),
    EXHIBIT_SIGNING_KEY: join(folder, 'key.pem'),
  },
  now: () => now,
  write: () => {},
});
const event = {
  run: '2026-11-01T02:00:10Z',
  night: 'runs/2026-11-01T02-00-10Z/0b1e2d3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e',
  connection: 'pages',
  cursor: null,
};

test('the functions plan, collect, judge and seal a night of the company’s own provider', async () => {
  const { run, night, connections } = await planFunction(means())({
    asked: { time: now.toISOString() },
    ...uploaded(file),
  });
  expect(connections).toMatchObject([{ id: 'pages', provider: 'intranet' }]);
  expect(await collectOwnFunction(means())({ ...event, run, night })).toMatchObject({ done: true });
  const left = readFileSync(join(folder, 'nights', night, 'intranet/pages/done.json'), 'utf8');
  expect(JSON.parse(left)).toMatchObject({
    datasets: [
      { dataset: 'organization', records: 1, problem: null },
      { dataset: 'members', records: 3, problem: null },
    ],
  });
  expect(await concludeFunction(means())({ run, night })).toMatchObject({
    status: 'complete',
  });
  await sealFunction(means(), { openSigner: (path) => openKeyFile(path) })({ run });
  const locker = openLocker(join(folder, 'evidence'));
  const findings = (await locker.read(`runs/${run.replaceAll(':', '-')}/findings.json`))?.toString() ?? '';
  await locker.close();
  expect(findings).toContain('intranet.mfa-enrolled');
});

test('another provider’s function refuses its connection, and reads no file of it', async () => {
  await expect(collectFunction(sentry, means())(event)).rejects.toThrow(/this function collects sentry/);
});

test('a function that is told of another provider, or whose file is gone or wrong, says so', async () => {
  const gone = 'no file beside this function declares it';
  await expect(collectOwnFunction(means('extranet'))(event)).rejects.toThrow(gone);
  writeFileSync(join(folder, 'providers', 'intranet.mjs'), 'export default {};');
  await expect(collectOwnFunction(means())(event)).rejects.toThrow(/declares no provider/);
  rmSync(join(folder, 'providers', 'intranet.mjs'));
  await expect(collectOwnFunction(means())(event)).rejects.toThrow(gone);
});

test('in functions that hold the files of many, each lies under its hash', async () => {
  const own = await temporaryFolder();
  const company = writeCompany(own, server.endpoint, intranet, 'secret:INTRANET_TOKEN');
  const many = join(own, 'many');
  mkdirSync(many);
  const name = join(many, `${sha256Of(intranet)}.mjs`);
  writeFileSync(name, intranet);
  const { environment, ...rest } = means();
  const from = (EXHIBIT_OWN_PROVIDER: string) => ({
    ...rest,
    environment: {
      ...environment,
      EXHIBIT_OWN_PROVIDERS: many,
      EXHIBIT_OWN_PROVIDER,
      EXHIBIT_LOCKER: join(own, 'evidence'),
      EXHIBIT_SIGNER_MEMORY: join(own, 'memory'),
    },
  });
  const asked = { asked: { time: now.toISOString() }, ...uploaded(company) };
  const { run, night } = await planFunction(from(''))(asked);
  const collect = collectOwnFunction(from(basename(name)));
  expect(await collect({ ...event, run, night })).toMatchObject({ done: true });
  writeFileSync(name, `${intranet}// Another word.\n`);
  await expect(concludeFunction(from(''))({ run, night })).rejects.toThrow('needs another');
});
