/**
 * Deploys the stack: `npm run deploy`, with what `cdk deploy` understands behind `--`. Prepares the account and region for
 * the CDK first, which does nothing where that was done before.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { makeReady } from './ready.mjs';

const node = makeReady();
const root = fileURLToPath(new URL('..', import.meta.url));
const program = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
const words = process.argv.slice(2);
const profile = words.flatMap((word, at) =>
  word === '--profile' ? [word, words[at + 1]] : word.startsWith('--profile=') ? [word] : [],
);

const prepared = cdk('bootstrap', ...profile);
if (prepared !== 0)
  process.stderr.write(
    'exhibit: the account could not be prepared for the CDK (above). If somebody did so already, this does not matter.\n',
  );
process.exit(cdk('deploy', '-c', 'deploying=yes', ...words));

function cdk(...command) {
  const env = {
    ...process.env,
    PATH: `${root}node_modules/.bin${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
  };
  return spawnSync(node, [program, ...command], { cwd: root, env, stdio: 'inherit' }).status ?? 1;
}
