import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { jsonSchemas } from '../../scripts/json-schemas.mjs';
import { keepAll } from '../access-review/filled-in.ts';
import { type Json, night } from './company.ts';
import { stage, timeText } from './harness.ts';
import { callHostedAt } from './hosts.ts';
import { formObjections, published } from './json-forms.ts';

const call = callHostedAt(night);
const folder = fileURLToPath(new URL('../../docs/schemas/', import.meta.url));

test.each([...jsonSchemas()])('%s is what the types in lib/index.ts say', (name, schema) => {
  const written = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  // Run `node scripts/json-schemas.mjs`.
  expect(written).toEqual(JSON.parse(JSON.stringify(schema)));
});

/** A schema that takes anything holds nothing. */
test.each([
  ['a form that nobody publishes', { schema: 'exhibit/none/v1' }],
  ['a member that is missing', { schema: 'exhibit/drift/v1', run: 'x', since: null }],
  ['a member of another type', { schema: 'exhibit/drift/v1', run: 'x', since: 4, events: [] }],
  ['a word that is none of the list', { schema: 'exhibit/run/v1', status: 'whole' }],
])('%s is noticed', (_, value) => {
  expect(formObjections(value)).not.toEqual([]);
});

describe('What commands print with --json', () => {
  const seen = new Set<string>();

  test('is what its schema says', async () => {
    await using scene = await stage({ call, now: () => night });
    const held = async (...words: string[]): Promise<Json> => {
      const { json, stderr } = await scene.ask(words);
      expect([words, json === null ? stderr : formObjections(json)]).toEqual([words, []]);
      seen.add(json.schema);
      return json;
    };
    const day = night.toISOString().slice(0, 10);
    const period = ['--from', day, '--to', day];
    await held('doctor');
    await held('run', '--dry-run', '--at', timeText(night));
    const run = await held('run', '--at', timeText(night));
    await held('status');
    await held('status', run.controls[0].id);
    await held('drift');
    await held('verify');
    await held('verify', '--rejudge');
    await held('attest', 'onepassword.mfa-enforced', '--by', 'ana@larch.example', '--note', 'Looked');
    await held('sample', '--control', 'google-workspace.mfa-enforced', '--size', '3', '--seed', '1');
    await held('sample', '--population', 'joiners', '--size', '3', '--seed', '1');
    const { files } = await held('review', '--out', 'sheets');
    for (const name of files.filter((one: string) => one.endsWith('.csv')))
      keepAll(join(scene.folder, 'sheets', name), 'ana@larch.example, ben@larch.example');
    await held('review', '--record', 'sheets');
    await held('services');
    await held('package', ...period, '--out', 'package.zip');
    await held('verify', 'package.zip', '--rebuild');
    const document = join(scene.locker, 'runs', timeText(night).replaceAll(':', '-'), 'google', 'users.json');
    expect(formObjections(JSON.parse(readFileSync(document, 'utf8')))).toEqual([]);
    seen.add('exhibit/evidence/v1');
  });

  test('is what its schema says, of the demonstration', async () => {
    await using scene = await stage({ call, connections: ['google'] });
    const { json } = await scene.ask(['demo', '--out', 'demo']);
    expect(formObjections(json)).toEqual([]);
    seen.add(json.schema);
  });

  afterAll(() => {
    // Answers in SQL need an engine that not everybody has: test/query holds them. Forms of fleets are held in test/fleet.
    const others = published.filter((form) => !form.startsWith('exhibit/fleet-'));
    expect([...seen, 'exhibit/query/v1'].toSorted()).toEqual(others.toSorted());
  });
});
