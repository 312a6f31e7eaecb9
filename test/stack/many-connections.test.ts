import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Outcome, PlannedConnection } from '../../lib/nightly/functions/events.ts';
import { beginNight, noteDone, readOutcomes } from '../../lib/nightly/functions/nights.ts';
import { testMs } from '../time-limits.ts';
import { newApp, resourcesOf, stackIn } from './made-stack.ts';
import { manyConnections } from './many-connections.ts';
import { definitionOf } from './state-machine.ts';
import { objectsInMemory } from './states/objects.ts';
import { mostBytes } from './states/payload.ts';
import { type Machine, statesIn } from './states/prepared.ts';
import { startMachine } from './states/start.ts';

const run = '2026-11-24T01:00:00Z';
const bucket = 'WorkBucket6D724B36';

let stack: Stack;
let template: Template;
let definition: Machine;
let connections: readonly PlannedConnection[];

beforeAll(() => {
  const text = manyConnections(600);
  stack = stackIn(newApp(), text);
  template = Template.fromStack(stack);
  definition = definitionOf(template, 'Night/Machine') as Machine;
  connections = [...text.matchAll(/id: ([\w-]+)(?:, |\n\s+)provider: ([\w-]+)/g)].map(
    ([, id = '', provider = '']) => ({ id, provider }),
  );
}, testMs);

interface Collect {
  readonly night: string;
  readonly connection: string;
}

type Ends = 'done' | 'throttled' | 'failed' | 'denied' | 'silent';

/** A night with what the functions really leave and read in the work store; how each connection ends is given. */
async function night(endOf: (at: number) => Ends) {
  const objects = objectsInMemory();
  const refused = new Set<string>();
  const store = {
    create: async (key: string, bytes: Buffer | string) =>
      await objects.write(bucket, `nights/${key}`, bytes.toString()),
    read: async (key: string) => {
      const text = objects.texts.get(`${bucket}/nights/${key}`);
      return text === undefined ? null : Buffer.from(text);
    },
  };
  const guarded = {
    read: objects.read,
    write: async (to: string, key: string, text: string) => {
      if ([...refused].some((id) => key.includes(`/${id}/failed.json`))) throw new Error('Access Denied');
      await objects.write(to, key, text);
    },
  };
  let outcomes: readonly Outcome[] = [];
  const tried = new Map<string, number>();
  const collect = async ({ night: place, connection }: Collect): Promise<unknown> => {
    const at = connections.findIndex(({ id }) => id === connection);
    const count = (tried.get(connection) ?? 0) + 1;
    tried.set(connection, count);
    const end = endOf(at);
    const fail = (name: string, words: string) => Object.assign(new Error(words), { name });
    if (end === 'throttled' && count < 60) throw fail('Lambda.TooManyRequestsException', 'Rate Exceeded.');
    if (end === 'denied') refused.add(connection);
    // The longest cause that Step Functions tells of.
    if (end === 'failed' || end === 'denied') throw fail('ConfigurationError', 'x'.repeat(32_000));
    const { provider = '' } = connections[at] ?? {};
    if (end !== 'silent') await noteDone(store, place, { connection, provider, datasets: [] });
    return { connection, provider, done: true, cursor: null };
  };
  const tasks = [...statesIn(definition)].map(([name]) => name).filter((name) => /^Collect /.test(name));
  const started = startMachine(
    definition,
    { time: run },
    {
      objects: guarded,
      handlers: {
        ...Object.fromEntries(tasks.map((name) => [name, collect as never])),
        Plan: async () => ({
          run,
          already: false,
          night: await beginNight(store, run, connections),
          connections: null,
        }),
        Conclude: async ({ night: place }: { night: string }) => {
          outcomes = await readOutcomes(store, place, connections);
          return { run, status: 'partial' };
        },
        Seal: () => ({ run, sequence: 1 }),
        Alert: () => ({ run, sent: 1 }),
      },
    },
  );
  return { result: await started.result, outcomes, started, tried, texts: objects.texts };
}

const ends = (outcomes: readonly Outcome[]) =>
  outcomes.map((one) => ('error' in one ? one.error.Error : one.ended));

describe('Six hundred connections', () => {
  test('are collected each in an execution of its own, and no state carries more than ids', async () => {
    expect(connections).toHaveLength(600);
    const { result, outcomes, started } = await night(() => 'done');
    expect(result).toEqual({ run, sent: 1 });
    expect(ends(outcomes)).toEqual(connections.map(() => 'done'));
    expect(started.mapRuns[0]?.counts).toMatchObject({ total: 600, succeeded: 600 });
    expect(started.largest().bytes).toBeLessThan(1024);
  });

  test('of which some fail, wait or leave no word: each has an outcome, and none stops another', async () => {
    const kinds: readonly Ends[] = ['failed', 'denied', 'silent', 'throttled'];
    const endOf = (at: number): Ends => (at % 3 === 0 ? 'done' : (kinds[at % 4] ?? 'done'));
    const { outcomes, started, tried, texts } = await night(endOf);
    const told = {
      done: 'done',
      throttled: 'done',
      failed: 'ConfigurationError',
      denied: 'unknown',
      silent: 'unknown',
    };
    expect(ends(outcomes)).toEqual(connections.map((_, at) => told[endOf(at)]));
    expect([...tried.values()].filter((count) => count === 60)).toHaveLength(100);
    expect(started.largest().bytes).toBeLessThan(mostBytes);
    // What they failed with, all together, is more than a state takes.
    const failed = [...texts].filter(([key]) => key.endsWith('/failed.json'));
    expect(failed.length).toBeGreaterThan(90);
    expect(failed.reduce((sum, [, text]) => sum + text.length, 0)).toBeGreaterThan(mostBytes);
  });

  test('all of which fail at once are concluded nevertheless', async () => {
    const { result, outcomes, started } = await night(() => 'failed');
    expect(result).toEqual({ run, sent: 1 });
    expect(new Set(ends(outcomes))).toEqual(new Set(['ConfigurationError']));
    expect(outcomes).toHaveLength(600);
    expect(started.mapRuns).toHaveLength(1);
  });

  test('have a template that CloudFormation takes, and no right without a written reason', () => {
    expect(resourcesOf(template).size).toBeLessThan(500);
    expect(JSON.stringify(template.toJSON()).length).toBeLessThan(1_000_000);
    const { violations } = new AwsSolutionsChecks(stack).validateScope(stack);
    expect(
      violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ resourceLogicalId }) => `${ruleName} ${resourceLogicalId}`),
      ),
    ).toEqual([]);
  });
});
