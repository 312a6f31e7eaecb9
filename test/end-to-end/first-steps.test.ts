import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { installed, node, ownEnvironment, root } from './call.ts';
import { mail } from './company.ts';
import { stage } from './harness.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const [, ...blocks] = readme.split(/^```sh\n/m).map((rest) => rest.split('\n```')[0] ?? '');
const commandsOf = (block = '') => block.split('\n').map((line) => line.replace(/\s+#.*$/, ''));

/** These lines as somebody types them into one shell, one after the other, and what each of them came to. */
function typed(lines: readonly string[], cwd: string, environment: NodeJS.ProcessEnv) {
  const program = `'${node}' '${installed ?? join(root, 'bin', 'exhibit.ts')}'`;
  const script = [
    `npm() { shift 4; ${program} "$@"; }`,
    ...lines.map((line) => `${line}\necho "ended with $?"`),
  ].join('\n');
  const child = spawn('bash', ['-c', script], { cwd, env: { ...ownEnvironment(), ...environment } });
  let shown = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      shown += bytes;
    });
  return new Promise<string>((resolve) => child.on('close', () => resolve(shown)));
}

test('Two commands of the README lead to the evidence of the demonstration', () => {
  expect(commandsOf(blocks[0])).toEqual([
    'npm run demo',
    'npm run -s exhibit -- open --config exhibit-demo/exhibit.yaml',
  ]);
});

test('Four lead to a doctor that finds nothing wrong, and a night can be taken', async () => {
  await using scene = await stage({ connections: ['google'] });
  const cwd = join(scene.folder, 'own');
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'key.json'), scene.environment.GOOGLE_CREDENTIALS ?? '');
  // What a person fills in, and, since Google is a stand-in, where it is.
  const filled = [
    `s/YOUR_ADMIN@acme.example/${mail('ana')}/`,
    's/YOUR_COMPANY/Larch/',
    `s|    provider: google-workspace|&\\n    endpoint: ${scene.google.url}|`,
  ];
  writeFileSync(join(cwd, 'edit.sh'), `sed -i ${filled.map((one) => `-e '${one}'`).join(' ')} "$1"\n`);
  const four = commandsOf(blocks[1]);
  expect(four).toHaveLength(4);
  // `init` asks a person what they use; here nobody watches, so that the answer is given beforehand.
  const answered = four.map((line) => line.replace(/ init$/, ' init --provider google-workspace'));
  const more = ['npm run -s exhibit -- run', 'npm run -s exhibit -- status'];
  const shown = await typed([...answered, ...more], cwd, {
    EDITOR: 'bash edit.sh',
    EXHIBIT_CONFIG: undefined,
  });
  const ended = [...shown.matchAll(/^ended with (\d)$/gm)].map(([, status]) => status);
  expect([ended.slice(0, 4), shown]).toEqual([
    ['0', '0', '0', '0'],
    expect.stringContaining('✔ Every provider answers what is needed.'),
  ]);
  expect(ended.slice(4)).toEqual(['1', '1']);
  expect(shown).toContain('Sealed as number 1');
});
