import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root } from '../end-to-end/call.ts';
import { temporaryFolder } from '../locker/folders.ts';

/** What nobody can run here, a container and workflows, is held by the linters of both. */
function linter(script: string): { readonly program: string; readonly suite: typeof describe.skip } {
  const prepared = spawnSync('node', [join(root, 'scripts', script)], { encoding: 'utf8' });
  if (prepared.status !== 0) process.stderr.write(`${prepared.stderr.trim()} Skipped.\n`);
  const asked = prepared.status === 0 || process.env.CI === 'true';
  return { program: prepared.stdout.trim(), suite: asked ? describe : describe.skip };
}

function complaints(program: string, ...words: readonly string[]): string {
  const { stdout, stderr, error } = spawnSync(program, words, { cwd: root, encoding: 'utf8' });
  return `${stdout}${stderr}${error?.message ?? ''}`.trim();
}

const hadolint = linter('hadolint.mjs');
hadolint.suite('hadolint', () => {
  test('has no objection to the Dockerfile', () => {
    expect(complaints(hadolint.program, 'Dockerfile')).toBe('');
  });

  test('would object to a package of any version', async () => {
    const file = join(await temporaryFolder(), 'Dockerfile');
    writeFileSync(file, `${readFileSync(join(root, 'Dockerfile'), 'utf8')}RUN apt-get install curl\n`);
    expect(complaints(hadolint.program, file)).toContain('DL3008');
  });
});

const actionlint = linter('actionlint.mjs');
actionlint.suite('actionlint', () => {
  const folder = '.github/workflows';
  const workflows = readdirSync(join(root, folder)).map((name) => join(folder, name));

  test('has no objection to the workflows', () => {
    expect(complaints(actionlint.program, ...workflows)).toBe('');
  });

  test('nor to the one that docs/github-action.md gives', async () => {
    const [, workflow = ''] =
      /```yaml\n(name: .*?)```/s.exec(readFileSync(join(root, 'docs/github-action.md'), 'utf8')) ?? [];
    const file = join(await temporaryFolder(), 'exhibit.yml');
    writeFileSync(file, workflow);
    expect([workflow.length > 100, complaints(actionlint.program, file)]).toEqual([true, '']);
    writeFileSync(file, workflow.replace('runs-on:', 'run-on:'));
    expect(complaints(actionlint.program, file)).toContain('run-on');
  });
});
