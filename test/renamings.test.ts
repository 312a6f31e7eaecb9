import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { driftTypes } from '../lib/drift/event.ts';
import { problemCodes } from '../lib/evidence/problem.ts';
import { root } from './end-to-end/call.ts';
import { type Copy, copyProject, type Deletion, datasetFiles } from './providers/conformance/mutilated.ts';
import { writtenDatasets } from './providers/declared.ts';

/**
 * A name that many places must agree on is known to the compiler: renamed where it is declared, and nowhere else, it is
 * complained of where it is used.
 */
let copy: Copy;
beforeAll(async () => {
  copy = await copyProject(['lib/cli/program.ts']);
});

const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const filesIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

/** The first name after `start` that the pattern finds, the pattern's first group being what stands before the name. */
function renamed(file: string, start: string, pattern: RegExp, noticed: RegExp): Deletion {
  return {
    what: `${pattern.source} after ${start.trim()} in ${file}`,
    file,
    cut: (text) => {
      const from = text.indexOf(start);
      const [before, after] = [text.slice(0, from), text.slice(from)];
      if (from < 0 || !pattern.test(after))
        throw new Error(`There is no ${pattern} after ${start} in ${file}.`);
      return (
        before + after.replace(pattern, (found, lead: string) => `${lead}renamed${found.slice(lead.length)}`)
      );
    },
    noticed,
  };
}

/** `--timestamp-authority` and `--no-browser` as their values are called. */
const camel = (flag: string) =>
  flag.replace(/^no-/, '').replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Every flag of every command, renamed where the command is defined. */
const flags: readonly Deletion[] = filesIn('lib/cli/definitions').flatMap((file) =>
  textOf(file)
    .split(/^export const /m)
    .flatMap((definition) => {
      const [, command] = /\.command\('([\w-]+)'\)/.exec(definition) ?? [];
      const start = command === undefined ? '' : `.command('${command}')`;
      const user = command === undefined ? '[\\w-]+' : command;
      return [...definition.matchAll(/ption\(\s*'--([\w-]+)/g)].map(([, flag = '']) =>
        renamed(
          file,
          start,
          new RegExp(`('--)${flag}[ ']`),
          new RegExp(
            `^lib/cli/(commands/(fleet/)?${user}|verifying/what-to-verify)\\.ts\\(.*error TS.*'${camel(flag)}'`,
          ),
        ),
      );
    }),
);

const types: readonly Deletion[] = [
  ...driftTypes.map((type) => ['lib/drift/event.ts', 'driftTypes = [', type] as const),
  ...problemCodes.map((code) => ['lib/evidence/problem.ts', 'problemCodes = [', code] as const),
].map(([file, start, name]) =>
  renamed(file, start, new RegExp(`(')${name}'`), new RegExp(`error TS.*"${name}"`)),
);

interface Declared {
  readonly file: string;
  readonly name: string;
  readonly row: string;
}

const datasets: readonly Declared[] = datasetFiles().flatMap((file) =>
  [...textOf(file).matchAll(/^export const (\w+) = define(?:Held)?Dataset<(\w+)>/gm)].map(
    ([, name = '', row = '']) => ({ file, name, row }),
  ),
);

const values: readonly Deletion[] = datasets.map(({ file, name }) =>
  renamed(
    file,
    '',
    new RegExp(`(export const )${name} = `),
    new RegExp(`error TS.*${file.slice(4)}.*'${name}'`),
  ),
);

/** Of each record the field in this place. */
function fieldsAt(place: number): readonly Deletion[] {
  return datasets.flatMap(({ file, row }) => {
    const [start] = new RegExp(`export interface ${row} (extends [\\w, ]+ )?\\{`).exec(textOf(file)) ?? [''];
    const [, body = ''] = textOf(file).split(start);
    const fields = [...body.slice(0, body.indexOf('\n}')).matchAll(/^ {2}readonly (\w+)\??:/gm)];
    const [, field] = fields[place % fields.length] ?? [];
    if (field === undefined) return [];
    return renamed(
      file,
      start,
      new RegExp(`(readonly )${field}\\??: `),
      new RegExp(`'(renamed)?${field}'.*\\b${row}\\b`),
    );
  });
}

test('All are tried', () => {
  expect(flags.length).toBeGreaterThan(30);
  expect(values).toHaveLength(writtenDatasets.length);
  expect(fieldsAt(0)).toHaveLength(datasets.length);
});

describe('The compiler notices in one place alone a renamed', () => {
  test('nothing, when nothing is renamed', async () => {
    expect(await copy.types()).toEqual([]);
  });

  test('flag', async () => {
    expect(await copy.unnoticed(flags, copy.types)).toEqual([]);
  });

  test('drift type and problem code', async () => {
    expect(await copy.unnoticed(types, copy.types)).toEqual([]);
  });

  test('dataset', async () => {
    expect(await copy.unnoticed(values, copy.types)).toEqual([]);
  });

  test.each([0, 1, 2])('field of each record, %i', async (place) => {
    expect(await copy.unnoticed(fieldsAt(place), copy.types)).toEqual([]);
  });
});
