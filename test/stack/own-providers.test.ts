import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { intranet } from '../own-providers/intranet.ts';
import { exampleText, given, newApp, placeOf, resourcesOf, stackIn } from './made-stack.ts';
import { rightsOf } from './rights.ts';

const connections = `connections:
  - id: pages
    provider: ./providers/intranet.mjs
    credentials: secret:exhibit/pages
    site: larch
  - id: cards
    provider: sentry
    credentials: secret:exhibit/cards
    org: larch
`;

/** Synthesizes with the file beside the configuration, or where else it is said to be. */
function synthesize(file = intranet, named = './providers/intranet.mjs') {
  const text = exampleText.replace('connections:\n', connections.replace('./providers/intranet.mjs', named));
  const { configuration } = given(text);
  const place = join(dirname(configuration), named);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, file);
  const app = newApp();
  const stack = stackIn(app, text);
  const out = app.synth().directory;
  const template = Template.fromStack(stack);
  const functions = [...resourcesOf(template).values()].filter(
    ({ Type }) => Type === 'AWS::Lambda::Function',
  );
  const hashOf = (name: string): string => {
    const found = functions.find((one) => placeOf(one) === `Functions/${name}/Function`);
    const { S3Key } = (found?.Properties.Code ?? {}) as { S3Key?: string };
    return S3Key?.replace(/\.zip$/, '') ?? '';
  };
  const filesOf = (name: string): string[] =>
    readdirSync(join(out, `asset.${hashOf(name)}`), { recursive: true, encoding: 'utf8' }).sort();
  const textOf = (name: string) =>
    readFileSync(join(out, `asset.${hashOf(name)}`, 'providers', 'intranet.mjs'), 'utf8');
  return { template, functions, filesOf, hashOf, textOf };
}

const { template, functions, filesOf, hashOf, textOf } = synthesize();

test('a provider of the company’s own has a function of its own, which holds its file', () => {
  expect(filesOf('Collect-intranet')).toEqual(['index.mjs', 'providers', 'providers/intranet.mjs']);
  expect(textOf('Collect-intranet')).toBe(intranet);
  const made = functions.find((one) => placeOf(one) === 'Functions/Collect-intranet/Function');
  expect(made?.Properties.Environment).toMatchObject({
    Variables: {
      EXHIBIT_PROVIDER: 'intranet',
      EXHIBIT_OWN_PROVIDERS: '/var/task',
      EXHIBIT_OWN_PROVIDER: 'providers/intranet.mjs',
    },
  });
});

test('so do those that plan and judge, and no function of another provider does', () => {
  for (const name of ['Plan', 'Conclude', 'Seal', 'Alert', 'Package']) expect(textOf(name)).toBe(intranet);
  for (const name of ['Collect-sentry', 'Collect-github']) expect(filesOf(name)).toEqual(['index.mjs']);
});

test('declared providers have a function each, of the same code, which is told its provider', () => {
  const of = (name: string) => functions.find((one) => placeOf(one) === `Functions/Collect-${name}/Function`);
  expect(of('sentry')?.Properties.Environment).toMatchObject({ Variables: { EXHIBIT_PROVIDER: 'sentry' } });
  expect(JSON.stringify(of('github')?.Properties.Environment)).not.toContain('EXHIBIT_PROVIDER');
});

test('another file is another function to deploy, and leaves those of other providers as they are', () => {
  const other = synthesize(`${intranet}// Another word.\n`);
  expect(other.hashOf('Collect-intranet')).not.toBe(hashOf('Collect-intranet'));
  expect(other.hashOf('Plan')).not.toBe(hashOf('Plan'));
  expect(other.hashOf('Collect-sentry')).toBe(hashOf('Collect-sentry'));
});

test('it has the rights of any other provider’s function', () => {
  const rightsOfRole = (provider: string, connection: string) =>
    rightsOf(template)
      .filter(({ who }) => who.includes(`Functions/Collect-${provider}/`))
      .map((right) => JSON.stringify(right).replaceAll(provider, '…').replaceAll(connection, '…'))
      .sort();
  expect(rightsOfRole('intranet', 'pages').length).toBeGreaterThan(4);
  expect(rightsOfRole('intranet', 'pages')).toEqual(rightsOfRole('sentry', 'cards'));
});

test('a file outside the configuration’s folder cannot go along', () => {
  const elsewhere = `../exhibit-own-${process.pid}.mjs`;
  expect(() => synthesize(intranet, elsewhere)).toThrow(/outside the folder/);
  rmSync(join(dirname(given().configuration), elsewhere));
});
