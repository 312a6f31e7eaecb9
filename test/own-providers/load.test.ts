import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../lib/evidence/sha256.ts';
import { checkDeclared } from '../../lib/own-providers/faults.ts';
import { loadOwnProvider } from '../../lib/own-providers/load.ts';
import { faultsOf } from '../../lib/own-providers/provider.ts';
import { root } from '../end-to-end/call.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { intranet, intranetWith } from './intranet.ts';

const folder = await temporaryFolder();

function fileOf(text: string | Buffer): string {
  const file = join(folder, 'intranet.mjs');
  writeFileSync(file, text);
  return file;
}

test('a file gives the provider that it declares, with its hash', () => {
  const { said, manifest, controls } = loadOwnProvider(fileOf(intranet));
  expect(said).toMatchObject({ id: 'intranet', title: 'The intranet', organization: true });
  expect(said.sha256).toBe(sha256Of(Buffer.from(intranet)));
  expect(manifest.datasets.map(({ name }) => name)).toEqual(['organization', 'members']);
  expect(controls.map(({ id }) => id)).toEqual(['intranet.mfa-enforced', 'intranet.mfa-enrolled']);
  expect(faultsOf(fileOf(intranet))).toEqual([]);
});

test('what is used is a copy: the file changes nothing of it afterwards', () => {
  const text = intranetWith("title: 'The intranet'", "get title() { return 'Read ' + ++reads; }");
  const { declaration } = loadOwnProvider(fileOf(`let reads = 0;\n${text}`));
  expect(declaration.title).toBe(declaration.title);
});

test('two files of one text know nothing of each other', () => {
  const counts = `${intranetWith("title: 'The intranet'", 'title: String(globalThis.seen = (globalThis.seen ?? 0) + 1)')}`;
  expect(loadOwnProvider(fileOf(counts)).said.title).toBe('1');
  expect(loadOwnProvider(fileOf(counts)).said.title).toBe('1');
});

const start = 'const declaration';

describe('A file is refused', () => {
  const refused: readonly (readonly [what: string, text: string, words: RegExp])[] = [
    ['that imports', `import { id } from './id.mjs';\n${intranet}`, /imports something/],
    ['that imports of Node', `import 'node:fs';\n${intranet}`, /imports something/],
    ['that imports while it runs', `await import('node:fs');\n${intranet}`, /imports something/],
    ['that hands on another', `export * from './more.mjs';\n${intranet}`, /one export/],
    ['that requires', `require('node:fs');\n${intranet}`, /require is not defined/],
    ['that asks the environment', `process.env.HOME;\n${intranet}`, /process is not defined/],
    ['that asks the network', `fetch('https://x.example');\n${intranet}`, /fetch is not defined/],
    ['that asks the clock', `new Date();\n${intranet}`, /Date is not defined/],
    ['that makes code', `new Function('return 1')();\n${intranet}`, /Code generation/],
    ['that throws', `throw new Error('no luck');\n${intranet}`, /cannot be run: no luck/],
    ['that throws nothing', `throw null;\n${intranet}`, /cannot be run/],
    ['that never ends', `for (;;);\n${intranet}`, /timed out/],
    ['that is no JavaScript', `${intranet}\n}{`, /cannot be run/],
    ['without an export', intranet.replace('export default', 'void'), /one export/],
    ['with two exports', `export const a = 1;\n${intranet}`, /one export/],
    [
      'with another export',
      intranet.replace('export default declaration', 'export { declaration }'),
      /one export/,
    ],
    ['that exports nothing', 'export default undefined;', /declares no provider/],
    ['that exports a list', 'export default [];', /declares no provider/],
    ['that is empty', '', /one export/],
    ['of a promise', 'export default (async () => ({}))();', /declares no provider/],
    [
      'without people',
      intranetWith(
        "people: { id: 'id', account: null, email: { at: 'mail', missing: 'hidden' }, login: null },",
        '',
      ),
      /members\.people/,
    ],
    [
      'without a meaning of what is missing',
      intranetWith("mfaEnrolled: { at: 'mfa', missing: 'hidden' }", "mfaEnrolled: { at: 'mfa' }"),
      /members\.mfaEnrolled/,
    ],
    [
      'where missing means yes',
      intranetWith(
        "mfaEnrolled: { at: 'mfa', missing: 'hidden' }",
        "mfaEnrolled: { at: 'mfa', missing: 'yes' }",
      ),
      /members\.mfaEnrolled/,
    ],
    ['without limits', intranetWith('limits: { perMinute: null },', ''), /limits/],
    [
      'that leaves something open',
      intranetWith('singleSignOn: null,\n    grant', 'grant'),
      /organization\.singleSignOn/,
    ],
    [
      'with a key that nobody knows',
      intranetWith("title: 'The intranet'", "title: 'The intranet', colour: 'red'"),
      /colour/,
    ],
    [
      'with a kind of paging that nobody knows',
      intranetWith("page: 'page'", "number: 'page'"),
      /members\.lists/,
    ],
    [
      'with a setting that it does not declare',
      intranetWith("ask: '/sites/{site}',", "ask: '/sites/{page}',"),
      /\{page\}/,
    ],
    [
      'with a count that needs a setting that it does not declare',
      intranetWith('people: {', "count: { ask: '/{page}/count', at: null }, people: {"),
      /members\.count\.ask.*\{page\}/,
    ],
    [
      'that asks by a path without its slash',
      intranetWith("ask: '/sites/{site}',", "ask: 'sites/{site}',"),
      /organization\.ask: is not a path/,
    ],
    [
      'with a setting that connections have',
      intranetWith('settings: { site:', "settings: { endpoint: { is: 'flag', default: true }, site:"),
      /settings\.endpoint/,
    ],
    ['with an expression that is none', intranetWith("form: '[a-z]+'", "form: '[a-z'"), /regular expression/],
    ['with an id that names no folder', intranetWith("id: 'intranet'", "id: '../intranet'"), /id/],
    ['in the clear', intranetWith('https://intranet', 'http://intranet'), /host/],
    [
      'with a control of nothing',
      intranetWith("mfaEnrolled: { at: 'mfa', missing: 'hidden' }", 'mfaEnrolled: null'),
      /controls\.enrolled/,
    ],
  ];

  test.each(refused)('%s', (_, text, words) => {
    expect(text).not.toBe(intranet);
    expect(() => loadOwnProvider(fileOf(text))).toThrow(
      expect.objectContaining({ name: 'OwnProviderError' }),
    );
    expect(faultsOf(fileOf(text)).join()).toMatch(words);
  });

  test('that is not there, is no file, is too long or is no text', () => {
    expect(faultsOf(join(folder, 'gone.mjs')).join()).toMatch(/is not there/);
    mkdirSync(join(folder, 'folder.mjs'), { recursive: true });
    expect(faultsOf(join(folder, 'folder.mjs')).join()).toMatch(/cannot be read/);
    expect(faultsOf(fileOf(`${intranet}//${' '.repeat(1_100_000)}`)).join()).toMatch(/more than 1 MiB/);
    expect(faultsOf(fileOf(Buffer.from([0xff, 0xfe, 0x00]))).length).toBe(1);
  });
});

test('the words for a fault name the place of it', () => {
  const text = intranetWith(
    "email: { at: 'mail', missing: 'hidden' }",
    "email: { at: 'mail', missing: 'perhaps' }",
  );
  expect(faultsOf(fileOf(text)).join()).toMatch(/members\.people\.email\.missing/);
  expect(intranet).toContain(start);
});

describe('A function of the file', () => {
  const person = { id: 'p', state: 'gone' };
  const disabledBy = (text: string) => {
    const { members } = loadOwnProvider(
      fileOf(
        intranetWith("({ state }) => (state === 'gone' ? true : state === 'here' ? false : null)", text),
      ),
    ).declaration;
    if (typeof members.disabled !== 'function') throw new Error('It is no function.');
    return members.disabled;
  };

  test.each([
    ['yes', "(person) => person.state === 'gone'", true],
    ['no', '() => false', false],
    ['null', '() => null', null],
    ['nothing', '() => {}', null],
    ['another word', "() => 'yes'", null],
    ['a number', '() => 1', null],
    ['an error', "() => { throw new Error('x'); }", null],
  ])('that says %s', (_, text, said) => {
    expect(disabledBy(text)(person)).toBe(said);
  });

  test('changes nothing of the person', () => {
    const given = { ...person };
    disabledBy("(person) => { person.state = 'here'; return null; }")(given);
    expect(given).toEqual(person);
  });
});

const declarations = readdirSync(join(root, 'lib/providers'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join(root, 'lib/providers', name)).includes('declaration.ts') ? [name] : [],
  );

test.each(declarations)('what compiles is taken: %s', async (name) => {
  const found = Object.values(await import(`../../lib/providers/${name}/declaration.ts`));
  const declared = found.filter((one) => typeof one === 'object' && one !== null && 'members' in one);
  expect(declared.length).toBeGreaterThan(0);
  for (const one of declared) {
    const checked = checkDeclared(one);
    expect('faults' in checked ? checked.faults : []).toEqual([]);
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    expect(plain('declaration' in checked && checked.declaration)).toEqual(plain(one));
  }
});
