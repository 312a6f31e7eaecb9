import { beforeEach, describe, expect, test } from '@jest/globals';
import { templateOf } from './made-stack.ts';
import { definitionOf, type Handler, runMachine } from './state-machine.ts';
import { objectsInMemory } from './states/objects.ts';

const definition = definitionOf(templateOf(), 'Night/Machine');
const run = '2026-11-24T01:00:00Z';

const at = 'runs/2026-11-24T01-00-00Z/0b1e2d3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e';

interface CollectInput {
  readonly run: string;
  readonly night: string;
  readonly connection: string;
  readonly cursor: string | null;
}

/** What was called, in order, with what. */
let calls: [name: string, input: unknown][];
/** What the machine itself left in the work store. */
let left: ReturnType<typeof objectsInMemory>;
beforeEach(() => {
  calls = [];
  left = objectsInMemory();
});

const collected = (connection: string, provider: string) => ({
  connection,
  provider,
  done: true,
  cursor: null,
});

/** The failures that the machine left, by the place of their connection. */
function failures(): Record<string, unknown> {
  const [prefix, suffix] = [`WorkBucket6D724B36/nights/${at}/`, '/failed.json'];
  return Object.fromEntries(
    [...left.texts].map(([key, text]) => [
      key.startsWith(prefix) && key.endsWith(suffix) ? key.slice(prefix.length, -suffix.length) : key,
      JSON.parse(text),
    ]),
  );
}

/** Handlers of a night on which all goes well, with those of `others` in their place. */
function night(others: Readonly<Record<string, Handler>> = {}): Promise<unknown> {
  const usual: Record<string, Handler> = {
    Plan: () => ({
      run,
      already: false,
      night: at,
      connections: [
        { id: 'google', provider: 'google-workspace' },
        { id: 'code', provider: 'github' },
      ],
    }),
    'Collect google-workspace': () => collected('google', 'google-workspace'),
    'Collect github': () => collected('code', 'github'),
    Conclude: () => ({ run, status: 'complete' }),
    Seal: () => ({ run, sequence: 1, path: 'chain/1', sha256: 'ab', status: 'complete' }),
    Alert: () => ({ run, sent: true }),
  };
  const handlers = Object.entries({ ...usual, ...others }).map(([name, handler]): [string, Handler] => [
    name,
    (input) => {
      calls.push([name, input]);
      return handler(input);
    },
  ]);
  return runMachine(definition, { time: run }, Object.fromEntries(handlers), left);
}

const names = () => calls.map(([name]) => name);
const inputsOf = (name: string) => calls.filter(([called]) => called === name).map(([, input]) => input);

/** Fails as often as told, then does as the handler. */
function failing(times: number, handler: Handler): Handler {
  let left = times;
  return (input) => {
    if (left-- > 0) throw new Error('Down for a moment');
    return handler(input);
  };
}

describe('a night', () => {
  test('is planned, collected, concluded, sealed and announced', async () => {
    await expect(night()).resolves.toEqual({ run, sent: true });
    expect(names().toSorted()).toEqual(
      ['Alert', 'Collect github', 'Collect google-workspace', 'Conclude', 'Plan', 'Seal'].toSorted(),
    );
    expect(names().slice(-3)).toEqual(['Conclude', 'Seal', 'Alert']);
    expect(inputsOf('Plan')).toEqual([
      {
        asked: { time: run },
        configuration: {
          location: expect.stringMatching(/^s3:\/\/.+\/[0-9a-f]{64}\.json$/),
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    ]);
    expect(inputsOf('Collect github')).toEqual([{ run, night: at, connection: 'code', cursor: null }]);
    expect(inputsOf('Conclude')).toEqual([{ run, night: at }]);
    expect(failures()).toEqual({});
    expect(inputsOf('Seal')).toEqual([{ run, startedAt: expect.stringMatching(/^\d{4}-/) }]);
    expect(inputsOf('Alert')).toEqual([{ run }]);
  });

  test('that is sealed already is only announced', async () => {
    await night({ Plan: () => ({ run, already: true, connections: [] }) });
    expect(names()).toEqual(['Plan', 'Alert']);
    expect(inputsOf('Alert')).toEqual([{ run }]);
  });

  test('that was collected already is concluded and sealed', async () => {
    await night({ Plan: () => ({ run, already: false, night: at, connections: [] }) });
    expect(names()).toEqual(['Plan', 'Conclude', 'Seal', 'Alert']);
    expect(inputsOf('Conclude')).toEqual([{ run, night: at }]);
  });

  test.each(['Plan', 'Conclude', 'Seal', 'Alert'])('goes on when %s fails four times', async (step) => {
    const plan = () => ({ run, already: false, night: at, connections: [] });
    const healthy: Handler = step === 'Plan' ? plan : () => ({ run });
    await night({ Plan: plan, [step]: failing(4, healthy) });
    expect(inputsOf(step)).toHaveLength(5);
    expect(names().at(-1)).toBe('Alert');
  });

  test('does not repeat what would be the same again', async () => {
    const fault = Object.assign(new Error('Mend the configuration.'), { name: 'ConfigurationError' });
    const plan = night({
      Plan: () => {
        throw fault;
      },
    });
    await expect(plan).rejects.toThrow('Mend the configuration.');
    expect(inputsOf('Plan')).toHaveLength(1);
  });

  test('is broken off, for all to see, when it cannot be sealed', async () => {
    await expect(night({ Seal: failing(99, () => null) })).rejects.toThrow('Down for a moment');
    expect(inputsOf('Seal')).toHaveLength(6);
    expect(names()).not.toContain('Alert');
  });
});

describe('a connection', () => {
  test('is called again with its cursor until it is done', async () => {
    await night({
      'Collect github': (input: CollectInput) => {
        const page = Number(input.cursor ?? 0) + 1;
        return { ...collected('code', 'github'), done: page === 3, cursor: page === 3 ? null : String(page) };
      },
    });
    expect(inputsOf('Collect github').map((input) => (input as CollectInput).cursor)).toEqual([
      null,
      '1',
      '2',
    ]);
    expect(failures()).toEqual({});
  });

  test('that fails for a moment is tried again', async () => {
    await night({ 'Collect github': failing(2, () => collected('code', 'github')) });
    expect(inputsOf('Collect github')).toHaveLength(3);
    expect(failures()).toEqual({});
  });

  test.each(['Lambda.TooManyRequestsException', 'Lambda.ServiceException', 'Lambda.SdkClientException'])(
    'that Lambda takes no part of (%s) waits for longer than a call can take',
    async (name) => {
      const busy = (times: number): Handler => {
        let left = times;
        return () => {
          if (left-- > 0) throw Object.assign(new Error('Rate Exceeded.'), { name });
          return collected('code', 'github');
        };
      };
      await night({ 'Collect github': busy(100) });
      expect(failures()).toEqual({});
      const [task] = [...statesOf(definition)].filter(({ Type }) => Type === 'Task') as unknown as [
        {
          Retry: {
            ErrorEquals: string[];
            MaxAttempts: number;
            IntervalSeconds: number;
            MaxDelaySeconds: number;
          }[];
        },
      ];
      const waits = task.Retry.find(({ ErrorEquals }) => ErrorEquals.includes(name));
      // Full jitter takes half of each wait on average; a call may take fifteen minutes.
      const average = ((waits?.MaxAttempts ?? 0) * (waits?.MaxDelaySeconds ?? 0)) / 2;
      expect(average).toBeGreaterThan(4 * 15 * 60);
    },
  );

  test('that fails for good leaves its error in the work store, and stops no other', async () => {
    await night({ 'Collect google-workspace': failing(99, () => null) });
    expect(failures()).toEqual({
      'google-workspace/google': {
        connection: 'google',
        provider: 'google-workspace',
        error: {
          Error: 'Error',
          Cause: '{"errorType":"Error","errorMessage":"Down for a moment","trace":[]}',
        },
      },
    });
    expect(inputsOf('Conclude')).toEqual([{ run, night: at }]);
    expect(names().at(-1)).toBe('Alert');
  });

  test('whose error cannot be written down stops no other, and has left no word', async () => {
    left.write = async () => {
      throw new Error('Access Denied');
    };
    await night({ 'Collect google-workspace': failing(99, () => null) });
    expect(failures()).toEqual({});
    expect(names().at(-1)).toBe('Alert');
  });

  test('that fails midway keeps nothing of its cursor in what is left', async () => {
    await night({
      'Collect github': (input: CollectInput) => {
        if (input.cursor !== null) throw new Error('Gone');
        return { ...collected('code', 'github'), done: false, cursor: '1' };
      },
    });
    expect(Object.keys(Object(failures()['github/code'])).toSorted()).toEqual([
      'connection',
      'error',
      'provider',
    ]);
  });

  test('that is never done is given up after forty calls', async () => {
    await night({ 'Collect github': () => ({ ...collected('code', 'github'), done: false, cursor: 'on' }) });
    expect(inputsOf('Collect github')).toHaveLength(40);
    expect(failures()).toMatchObject({ 'github/code': { error: { Error: 'Exhibit.TooManyCalls' } } });
  });

  test('of a provider without a function leaves that as its error', async () => {
    await night({
      Plan: () => ({ run, already: false, night: at, connections: [{ id: 'forge', provider: 'forge' }] }),
    });
    expect(failures()).toEqual({
      'forge/forge': {
        connection: 'forge',
        provider: 'forge',
        error: expect.objectContaining({ Error: 'Exhibit.UnknownProvider' }),
      },
    });
  });
});

test('every task is tried again with back-off and full jitter', () => {
  const tasks = [...statesOf(definition)].filter(({ Resource = '' }) => Resource.includes(':function:'));
  expect(tasks).toHaveLength(10);
  for (const task of tasks)
    expect(task).toMatchObject({
      Retry: [
        { MaxAttempts: 0 },
        { MaxAttempts: 120, MaxDelaySeconds: 120, JitterStrategy: 'FULL' },
        { ErrorEquals: ['States.ALL'], BackoffRate: 2, JitterStrategy: 'FULL', MaxAttempts: 5 },
      ],
    });
});

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly ItemProcessor?: object;
}

function* statesOf(machine: object): Generator<State> {
  for (const state of Object.values((machine as { States: Record<string, State> }).States)) {
    yield state;
    if (state.ItemProcessor) yield* statesOf(state.ItemProcessor);
  }
}
