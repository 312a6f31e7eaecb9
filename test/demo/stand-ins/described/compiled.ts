import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiler, compilerEnvironment } from '../../../../scripts/compiler.ts';
import { temporaryFolder } from '../../../locker/folders.ts';
import type { Held } from './held.ts';

const root = join(import.meta.dirname, '../../../..');

/** The type of a service's answers, as lines that import what it needs, and an expression. */
export interface Described {
  readonly imports: readonly string[];
  readonly answers: string;
}

/**
 * What the compiler says of answers that are written out as values of their types: `service, question: words`. Empty
 * where each is what is described.
 */
export async function compiled(
  held: readonly Held[],
  described: (service: Held['service']) => Described,
): Promise<readonly string[]> {
  const folder = await temporaryFolder();
  const imports = [...new Set(held.map(({ service }) => service))].flatMap((one) => described(one).imports);
  const head = [`import type { Shown } from '${join(import.meta.dirname, 'shown.ts')}';`, ...imports];
  const values = held.map(({ question, service, value }, index) => {
    const type = `Shown<${described(service).answers}[${JSON.stringify(question)}]>`;
    return `export const answer${index}: ${type} = ${JSON.stringify(value)};`;
  });
  writeFileSync(join(folder, 'answers.mts'), [...head, ...values].join('\n'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration));
  const { error, stdout } = spawnSync(process.execPath, [...compiler, '-p', folder], {
    env: { ...process.env, ...compilerEnvironment },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  return stdout.split('\n').flatMap((line) => faultIn(line, (number) => held[number - head.length - 1]));
}

const configuration = {
  extends: join(root, 'tsconfig.json'),
  compilerOptions: { typeRoots: [join(root, 'node_modules', '@types')] },
  include: [],
  files: ['answers.mts'],
};

/** Every value is a line, whose number the compiler says. */
function faultIn(line: string, at: (number: number) => Held | undefined): readonly string[] {
  const [, number, words = ''] = /^\S*answers\.mts\((\d+),\d+\): error \w+: (.*)$/.exec(line) ?? [];
  const held = at(Number(number));
  if (held) return [`${held.service}, ${held.question}: ${words}`];
  return /error/.test(line) ? [line] : [];
}
