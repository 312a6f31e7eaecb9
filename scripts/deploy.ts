/**
 * Deploys the stack: `npm run deploy`, with what `cdk deploy` understands behind `--`. With `--check` it deploys nothing, and says
 * what differs from the configuration that is deployed.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { callerPath } from '../lib/cli/paths.ts';
import { ConfigurationError } from '../lib/config/error.ts';
import { check } from './deploying/check.ts';
import { deploy, type Means } from './deploying/deploy.ts';
import { readTarget } from './deploying/target.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
const words = process.argv.slice(2);
const { context } = JSON.parse(readFileSync(`${root}cdk.json`, 'utf8'));

const means: Means = {
  policy: `${root}docs/stack-policy.json`,
  say: (text) => process.stderr.write(`${text}\n`),
  ask: process.stdin.isTTY && process.stderr.isTTY ? ask : null,
  cdk,
  aws: (...command) => {
    const { status, stdout, stderr, error } = spawnSync('aws', command, {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return { status: status ?? 1, stdout: stdout ?? '', stderr: stderr || (error?.message ?? '') };
  },
};
const target = readTarget(words, context);
process.exitCode = words.includes('--check') ? checked() : await deploy(words, target, means);

function checked(): number {
  try {
    const named = target.configuration ?? process.env.EXHIBIT_CONFIG ?? 'exhibit.yaml';
    return check(callerPath(named), target, means);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    means.say(error.message);
    return 2;
  }
}

function cdk(...command: string[]): number {
  const between = process.platform === 'win32' ? ';' : ':';
  const env = { ...process.env, PATH: `${root}node_modules/.bin${between}${process.env.PATH}` };
  return spawnSync(process.execPath, [program, ...command], { cwd: root, env, stdio: 'inherit' }).status ?? 1;
}

async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} (y/N) `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
