import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { startSentry } from '../../demo/stand-ins/sentry.ts';
import { collectOneOf } from '../../lib/nightly/functions/collect-one-of.ts';
import { planFunction } from '../../lib/nightly/functions/plan.ts';
import { collector as fastly } from '../../lib/providers/fastly/collect/index.ts';
import { collector as sentry } from '../../lib/providers/sentry/collect/index.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { awsAccount } from './aws-account.ts';
import { uploaded } from './configured.ts';

const now = new Date('2026-11-01T02:00:10Z');
const world = {
  organization: { slug: 'acme', name: 'Acme', require2FA: true },
  members: [{ id: 'm1', email: 'ana@acme.example', user: { id: 'u1', has2fa: true }, orgRole: 'owner' }],
};
const server = await startSentry(() => world, { now: () => now });
const account = await awsAccount();
account.secrets.set('SENTRY_TOKEN', server.token());
afterAll(async () => {
  await server.close();
  await account[Symbol.asyncDispose]();
});

const folder = await temporaryFolder();
const file = join(folder, 'exhibit.yaml');
writeFileSync(
  file,
  `version: 1
organization: Acme
timezone: UTC
schedule: "02:00"
locker: s3://acme-evidence
connections:
  - id: errors
    provider: sentry
    credentials: secret:SENTRY_TOKEN
    endpoint: ${server.url}
    org: acme
`,
);

const means = (provider: string) => ({
  environment: {
    EXHIBIT_CONFIGURATIONS: join(folder, 'configurations'),
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
  connection: 'errors',
  cursor: null,
};
const collecting = (provider: string) => collectOneOf([fastly, sentry], means(provider));

test('the function of declared providers collects from the one that it is told', async () => {
  const { run, night } = await planFunction(means('sentry'))({
    asked: { time: now.toISOString() },
    ...uploaded(file),
  });
  expect(await collecting('sentry')({ ...event, run, night })).toMatchObject({ done: true });
  const left = readFileSync(join(folder, 'nights', night, 'sentry/errors/done.json'), 'utf8');
  expect(JSON.parse(left)).toMatchObject({
    datasets: [
      { dataset: 'organization', records: 1, problem: null },
      { dataset: 'members', records: 1, problem: null },
    ],
  });
});

test('it refuses the connection of another, and says so where it is told of one that it does not know', async () => {
  await expect(collecting('fastly')(event)).rejects.toThrow(/this function collects fastly/);
  await expect(collecting('github')(event)).rejects.toThrow(
    'EXHIBIT_PROVIDER is "github", and this function collects from fastly, sentry.',
  );
});
