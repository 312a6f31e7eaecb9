import { expect, test } from '@jest/globals';
import { changed, templateOf } from './made-stack.ts';
import { definitionOf, runMachine } from './state-machine.ts';

const whole = definitionOf(templateOf(), 'Index/Index/Machine');
const below = definitionOf(
  templateOf(changed('locker: ./evidence', 'locker: s3://fathom-evidence/a/b')),
  'Index/Index/Machine',
);

/** What is noted for a file that was stored. */
async function noted(definition: object, key: string): Promise<object[]> {
  const puts: object[] = [];
  const put = (given: object) => puts.push(given);
  const event = { detail: { bucket: { name: 'evidence' }, object: { key } } };
  await runMachine(definition, event, { 'Note findings': put, 'Note records': put });
  return puts;
}

test.each([
  [
    'findings',
    'runs/2026-11-23T01-00-00Z/findings.ndjson',
    'index/findings/2026-11-23/2026-11-23T01-00-00Z-findings.ndjson',
  ],
  [
    'records',
    'runs/2026-11-23T01-00-00Z/google/users.ndjson',
    'index/records/google/users/2026-11-23/2026-11-23T01-00-00Z-users.ndjson',
  ],
  [
    'records of a second attempt',
    'runs/2026-11-23T01-00-00Z/google/users.2.ndjson',
    'index/records/google/users/2026-11-23/2026-11-23T01-00-00Z-users.2.ndjson',
  ],
])('a file of %s is noted under its day', async (_, key, Key) => {
  expect(await noted(whole, key)).toEqual([
    { Bucket: expect.any(String), Key, Body: `s3://evidence/${key}` },
  ]);
  expect(await noted(below, `a/b/${key}`)).toEqual([
    { Bucket: expect.any(String), Key, Body: `s3://evidence/a/b/${key}` },
  ]);
});
