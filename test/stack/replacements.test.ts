import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { exampleText, resourcesOf, root, templateOf } from './made-stack.ts';
import { createOnly, holding, replacementsBetween } from './replacements.ts';

const prepared = spawnSync('node', [join(root, 'scripts/cfn-lint.mjs')], { encoding: 'utf8' });
if (prepared.status !== 0)
  process.stderr.write(
    `${prepared.stderr.trim()} Skipped: what CloudFormation’s schemas say of replacement.\n`,
  );
const withSchemas = prepared.status === 0 || process.env.CI === 'true' ? describe : describe.skip;

/** Where the linter keeps CloudFormation's schemas of resources. */
function schemasFolder(): string {
  const programs = dirname(prepared.stdout.trim());
  const python = ['python', 'python.exe'].map((name) => join(programs, name)).find(existsSync) ?? 'python';
  const asked = spawnSync(python, ['-c', 'import cfnlint; print(cfnlint.__file__)'], { encoding: 'utf8' });
  return join(dirname(asked.stdout.trim()), 'data', 'schemas');
}

const read = (...path: readonly string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

/** The properties whose change forces another resource, as the schema of the type has them. */
function forcingIn(folder: string, type: string): string[] {
  const schema = read(folder, 'resources', `${read(folder, 'providers', 'eu-west-1.json')[type]}.json`);
  const paths: string[] = [
    ...(schema.createOnlyProperties ?? []),
    ...(schema.conditionalCreateOnlyProperties ?? []),
  ];
  return paths.map((path) => path.replace('/properties/', '').replaceAll('/', '.')).toSorted();
}

withSchemas('CloudFormation’s schemas', () => {
  const folder = prepared.status === 0 ? schemasFolder() : '';

  test.each(Object.keys(createOnly))('say of a %s what the table says', (type) => {
    expect(forcingIn(folder, type)).toEqual(createOnly[type]);
  });
});

test('every type whose resources hold something is in the table', () => {
  for (const type of holding) expect(Object.keys(createOnly)).toContain(type);
});

test('a locker that gets another name would be named, and so would a key of another kind', () => {
  const named = (name: string) => resourcesOf(templateOf(exampleText.replace('./evidence', `s3://${name}`)));
  const [before, after] = [named('fathom-evidence'), named('fathom-evidence-2')];
  expect(replacementsBetween(before, after)).toEqual({ 'Locker/Bucket': ['BucketName'] });
  const key = [...before].find(([, { Properties }]) => Properties.KeyUsage === 'SIGN_VERIFY');
  if (!key) throw new Error('There is a signing key.');
  const [id, one] = key;
  const other = { ...one, Properties: { ...one.Properties, KeySpec: 'RSA_2048' } };
  expect(replacementsBetween(before, new Map([...before, [id, other]]))).toEqual({
    'SigningKey/Key': ['KeySpec'],
  });
});
