/**
 * Puts what the demonstration really prints between the two marks in README.md: `node scripts/readme-screen.mjs`.
 * Run it when the output of a command below changes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeReady, projectNode } from './ready.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = join(root, 'README.md');
const marks = /(<!-- screen: begin -->\n)[\s\S]*(<!-- screen: end -->)/;
/** The demonstration ends on a fixed day, so whether a night is due after it depends on the reader's. */
const passing = /^The night after it has not been sealed.*\n/m;

/** As a person types it, and as it is called here. */
const commands = [
  ['npm run demo', ['demo', '--out', 'exhibit-demo']],
  [
    'npm run -s exhibit -- status --config exhibit-demo/exhibit.yaml',
    ['status', '--config', 'exhibit-demo/exhibit.yaml'],
  ],
];

makeReady();
const folder = mkdtempSync(join(tmpdir(), 'exhibit-readme-'));
try {
  const shown = commands.map(([typed, words]) => `$ ${typed}\n${output(words)}`).join('\n');
  const text = readFileSync(readme, 'utf8');
  if (!marks.test(text)) throw new Error('README.md does not have the two marks.');
  writeFileSync(
    readme,
    text.replace(marks, (_, begin, end) => `${begin}\`\`\`console\n${shown}\`\`\`\n${end}`),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function output(words) {
  const env = { ...process.env, INIT_CWD: folder, NO_COLOR: '1' };
  const done = spawnSync(projectNode, [join(root, 'bin', 'exhibit.ts'), ...words], { encoding: 'utf8', env });
  if (done.error || done.status === 2)
    throw new Error(`exhibit ${words[0]} did not work: ${done.error ?? done.stderr}`);
  return `${done.stdout.trim()}\n`.replaceAll(`${folder}/`, '').replace(passing, '');
}
