import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { KnownParts } from '../../lib/config/configuration.ts';
import { ConfigurationError, type Fault } from '../../lib/config/error.ts';
import { loadConfigurationNow } from '../../lib/config/load.ts';
import { loadOwnProvider } from '../../lib/own-providers/load.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { intranet, intranetWith } from '../own-providers/intranet.ts';
import { known } from './fixtures.ts';

const folder = await temporaryFolder();
const parts: KnownParts = { ...known, own: loadOwnProvider };

interface Named {
  readonly files?: Readonly<Record<string, string>>;
  readonly providers: readonly string[];
  readonly more?: string;
}

/** Line 6 is the first connection's `provider`; each takes four. */
function write({ files = {}, more = '', providers }: Named): string {
  mkdirSync(join(folder, 'providers'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'providers', name), text);
  const connections = providers.map(
    (provider, at) =>
      `  - id: pages${at}\n    provider: ${provider}\n    credentials: env:TOKEN\n    site: larch\n`,
  );
  const file = join(folder, 'exhibit.yaml');
  writeFileSync(
    file,
    `version: 1\norganization: Larch\ntimezone: UTC\nconnections:\n${connections.join('')}${more}`,
  );
  return file;
}

function faultsOf(named: Named, told: KnownParts = parts): readonly Fault[] {
  try {
    loadConfigurationNow(write(named), told);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
}

const own = { 'intranet.mjs': intranet };
const named = './providers/intranet.mjs';

test('a connection may name a file, whose id is its provider; its controls may be named', () => {
  const more = 'controls:\n  intranet.mfa-enforced: { off: Nobody there }\n';
  const found = loadConfigurationNow(write({ files: own, providers: [named], more }), parts);
  expect(found.connections).toMatchObject([{ provider: 'intranet', settings: { site: 'larch' } }]);
  expect(found.ownProviders.map(({ file }) => file)).toEqual([join(folder, 'providers', 'intranet.mjs')]);
  expect(found.controls.get('intranet.mfa-enforced')).toEqual({ off: 'Nobody there' });
});

test('what one configuration declares, another does not know', () => {
  loadConfigurationNow(write({ files: own, providers: [named] }), parts);
  expect(faultsOf({ providers: ['intranet'] })).toMatchObject([{ code: 'unknown-provider', line: 6 }]);
});

test('two connections of one file are of one provider', () => {
  const found = loadConfigurationNow(write({ files: own, providers: [named, named] }), parts);
  expect(found.ownProviders).toHaveLength(1);
  expect(found.connections.map(({ provider }) => provider)).toEqual(['intranet', 'intranet']);
});

describe('An error with its line, and no other:', () => {
  const refused: readonly (readonly [what: string, named: Named, words: RegExp])[] = [
    ['a file that is not there', { providers: ['./providers/gone.mjs'] }, /is not there/],
    ['a folder', { providers: ['./providers/'] }, /ends in \.mjs/],
    ['TypeScript', { providers: ['./providers/intranet.ts'] }, /ends in \.mjs/],
    [
      'an import',
      { files: { 'i.mjs': `import './a.mjs';\n${intranet}` }, providers: ['./providers/i.mjs'] },
      /imports something/,
    ],
    [
      'a declaration that is none',
      { files: { 'i.mjs': 'export default {};' }, providers: ['./providers/i.mjs'] },
      /declares no provider/,
    ],
    [
      'an error',
      { files: { 'i.mjs': `throw Error('x');${intranet}` }, providers: ['./providers/i.mjs'] },
      /cannot be run/,
    ],
    [
      'an id that exists',
      {
        files: { 'i.mjs': intranetWith("id: 'intranet'", "id: 'github'") },
        providers: ['./providers/i.mjs'],
      },
      /has a provider of this id/,
    ],
  ];
  test.each(refused)('%s', (_, given, words) => {
    expect(faultsOf(given)).toMatchObject([
      { code: 'invalid-provider', line: 6, message: expect.stringMatching(words) },
    ]);
  });

  test('a second file of the same id', () => {
    const files = { ...own, 'other.mjs': `${intranet}// Other.\n` };
    expect(faultsOf({ files, providers: [named, './providers/other.mjs'] })).toMatchObject([
      { code: 'invalid-provider', line: 10, message: expect.stringMatching(/as another file does/) },
    ]);
  });

  test('one where nobody reads such files', () => {
    expect(faultsOf({ files: own, providers: [named] }, known)).toMatchObject([
      { code: 'invalid-provider', line: 6 },
    ]);
  });
});

test('its own keys are checked, and its tokens are noticed', () => {
  const more = '# intra_0123456789abcdefghijk\n';
  const faults = faultsOf({ files: own, providers: [`${named}\n    colour: red`], more });
  expect(faults.map(({ code }) => code)).toEqual(['unknown-key', 'suspected-secret']);
});

test('a function of another provider passes over such connections, and reads no file', () => {
  const { connections, ownProviders } = loadConfigurationNow(write({ providers: ['./providers/gone.mjs'] }), {
    providers: known.providers,
    isPart: true,
  });
  expect(ownProviders).toEqual([]);
  expect(connections).toMatchObject([{ provider: './providers/gone.mjs' }]);
});
