import { expect, test } from '@jest/globals';
import { readResults, troubleIn } from '../../lib/fleet/functions/results.ts';

/** As a result writer writes them: input as a text, and the error's name where there is one. */
const record = (organization: string, Status: string, more: object = {}) => ({
  Input: JSON.stringify({ organization, asked: { run: '2026-11-23T01:00:00Z' } }),
  Status,
  ...more,
});
const texts: Readonly<Record<string, unknown>> = {
  'items/1.json': ['acme', 'birch', 'cedar', 'elm', 'fir'].map((organization) => ({ organization })),
  'results/1/manifest.json': {
    DestinationBucket: 'work',
    ResultFiles: {
      FAILED: [{ Key: 'fleet/results/1/FAILED_0.json', Size: 1 }],
      PENDING: [{ Key: 'fleet/results/1/PENDING_0.json', Size: 1 }],
      SUCCEEDED: [{ Key: 'fleet/results/1/SUCCEEDED_0.json', Size: 1 }],
    },
  },
  'results/1/FAILED_0.json': [
    record('birch', 'FAILED', { Error: 'RunError', Cause: 'whatever it says' }),
    record('cedar', 'FAILED', { Error: 'not a name <script>' }),
    record('elm', 'ABORTED'),
  ],
  'results/1/SUCCEEDED_0.json': [record('acme', 'SUCCEEDED', { Output: '{}' })],
};
const store = {
  location: 's3://work/fleet',
  read: async (key: string) => (key in texts ? Buffer.from(JSON.stringify(texts[key])) : null),
};
const keys = { items: 'fleet/items/1.json', results: 'fleet/results/1/manifest.json' };

test('Each organization’s trouble is told by the record of its execution, and by no word of it', async () => {
  const results = await readResults(store as never, keys);
  const told = ['acme', 'birch', 'cedar', 'elm', 'fir', 'gum'].map((id) => troubleIn(results, id));
  expect(told.map(({ code }) => code)).toEqual([
    'unsealed',
    'refused',
    'ended',
    'ended',
    'ended',
    'not-asked',
  ]);
  expect(JSON.stringify(told)).not.toMatch(/script|whatever/);
});

test('A list that lies elsewhere, or is not there, is no list', async () => {
  for (const wrong of [
    { ...keys, items: 'configurations/acme/x.json' },
    { ...keys, results: 'fleet/results/2/manifest.json' },
  ])
    await expect(readResults(store as never, wrong)).rejects.toThrow('not in the work store');
});
