import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { root } from '../../scripts/bundling.ts';
import { compiler, compilerEnvironment } from '../../scripts/compiler.ts';
import { callProgram, node } from '../end-to-end/call.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { intranet, intranetWith, startIntranet, token, writeCompany } from '../own-providers/intranet.ts';
import { type Installed, installTarball } from './tarball.ts';

let here: Installed;

beforeAll(async () => {
  here = installTarball(join(await temporaryFolder(), 'app'));
  symlinkSync(join(root, 'node_modules', '@types'), join(here.folder, 'node_modules', '@types'));
});

function compile(name: string, text: string): string {
  writeFileSync(join(here.folder, name), text);
  const options = '--noEmit --strict --allowJs --checkJs --module nodenext --target es2024 --types node';
  try {
    execFileSync(process.execPath, [...compiler, ...options.split(' '), name], {
      cwd: here.folder,
      env: { ...process.env, ...compilerEnvironment },
      encoding: 'utf8',
    });
    return '';
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout);
  }
}

test('the types of a declaration are in the tarball, and hold a company’s file to them', () => {
  expect(compile('intranet.mjs', intranet)).toBe('');
  const open = intranetWith("missing: 'hidden' }, login: null", "missing: 'hidden' }");
  expect(compile('forgetful.mjs', open)).toMatch(/'login' is missing/);
});

test('what tells before a night what is wrong with a file is in it as well', () => {
  writeFileSync(join(here.folder, 'good.mjs'), intranet);
  writeFileSync(join(here.folder, 'bad.mjs'), `import 'node:fs';\n${intranet}`);
  const code = `import { faultsOf } from 'exhibit/provider';
    process.stdout.write(JSON.stringify([faultsOf('good.mjs'), faultsOf('bad.mjs')]));`;
  const options = ['--input-type=module', '-e', code];
  const said = execFileSync(process.execPath, options, { cwd: here.folder, encoding: 'utf8' });
  expect(JSON.parse(said)).toEqual([[], [expect.stringMatching(/^bad\.mjs imports something/)]]);
});

test('the installed program collects from a company’s own file', async () => {
  const company = await temporaryFolder();
  const server = await startIntranet();
  writeCompany(company, server.endpoint);
  const call = { cwd: company, environment: { INTRANET_TOKEN: token } };
  const { stdout } = await callProgram(node, [here.program, 'run', '--json'], call);
  const again = await callProgram(node, [here.program, 'verify', '--rejudge', '--json'], call);
  await server.close();
  expect(JSON.parse(stdout)).toMatchObject({ status: 'complete' });
  expect(JSON.parse(again.stdout)).toMatchObject({ ok: true, rejudged: 1, notRejudged: [] });
});
