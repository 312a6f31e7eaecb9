/**
 * Puts the first lines of what the demonstration really prints between the two marks in README.md:
 * `node scripts/readme-screen.mjs`.
 * Run it when the demonstration's output changes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeReady } from './ready.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = join(root, 'README.md');
const marks = /(<!-- screen: begin -->\n)[\s\S]*(<!-- screen: end -->)/;

/** The first look is to fit a screen. */
const mostLines = 21;

const node = makeReady();
const folder = mkdtempSync(join(tmpdir(), 'exhibit-readme-'));
try {
  const text = readFileSync(readme, 'utf8');
  if (!marks.test(text)) throw new Error('README.md does not have the two marks.');
  writeFileSync(
    readme,
    text.replace(
      marks,
      (_, begin, end) => `${begin}\`\`\`console\n$ npm run demo\n${demo()}\n\`\`\`\n${end}`,
    ),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function demo() {
  const env = {
    ...process.env,
    INIT_CWD: folder,
    NO_COLOR: '1',
    COLUMNS: '100',
    EXHIBIT_DEMO_LAST_NIGHT: '2026-11-22',
  };
  const done = spawnSync(node, [join(root, 'bin', 'exhibit.ts'), 'demo'], { encoding: 'utf8', env });
  if (done.error || done.status !== 0)
    throw new Error(`The demonstration did not work: ${done.error ?? done.stderr}`);
  const lines = done.stdout.trim().replaceAll(`${folder}/`, '').split('\n');
  return [...lines.slice(0, mostLines), '…'].join('\n');
}
