import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { resourcesOf, root, templateOf } from './made-stack.ts';

const { Statement } = JSON.parse(readFileSync(join(root, 'docs/stack-policy.json'), 'utf8'));

test('The stack policy lets everything be changed, and nothing be replaced or removed that holds something', () => {
  expect(Statement).toEqual([
    { Effect: 'Allow', Principal: '*', Action: 'Update:*', Resource: '*' },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: ['Update:Replace', 'Update:Delete'],
      Resource: '*',
      Condition: { StringEquals: { ResourceType: expect.any(Array) } },
    },
  ]);
  const kept = [...resourcesOf(templateOf()).values()].filter(
    ({ DeletionPolicy = 'Delete' }) => DeletionPolicy !== 'Delete',
  );
  expect(kept.length).toBeGreaterThan(4);
  expect(Statement[1].Condition.StringEquals.ResourceType).toEqual(
    expect.arrayContaining(kept.map(({ Type }) => Type)),
  );
});
