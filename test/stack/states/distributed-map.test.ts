import { describe, expect, test } from '@jest/globals';
import type { MapRun } from './map-run.ts';
import { type Objects, objectsInMemory } from './objects.ts';
import { described, failedFile, manifests, pendingFile, succeededFile } from './recorded.ts';
import { type Started, startMachine } from './start.ts';

const place = { region: 'us-west-2', account: '000000000000', name: 'probe-standard' };
const lambda = 'arn:aws:lambda:us-west-2:000000000000:function:Work';

interface Item {
  readonly item: { readonly name: string };
}

/** A machine of one Distributed Map, whose children call `Work` between two other states. */
function machineOf(map: object): object {
  const States = {
    Before: { Type: 'Pass', ResultPath: '$.before', Result: true, Next: 'Work' },
    // Not a function: what failed in the recordings was a call of S3.
    Work: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Next: 'After' },
    After: { Type: 'Pass', End: true },
  };
  return {
    StartAt: 'Probe',
    States: {
      Probe: {
        Type: 'Map',
        Label: 'ProbeMap',
        ItemSelector: {
          'index.$': '$$.Map.Item.Index',
          'item.$': '$$.Map.Item.Value',
          'of.$': '$$.Execution.Id',
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Before',
          States,
        },
        ResultPath: '$.results',
        End: true,
        ...map,
      },
    },
  };
}

const inState = { ItemsPath: '$.items' };
const writer = {
  ResultWriter: {
    Resource: 'arn:aws:states:::s3:putObject',
    Parameters: { Bucket: 'probe', 'Prefix.$': '$.prefix' },
  },
};
const six = {
  prefix: 'results/standard',
  items: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name })),
};

const nothing = (): never => {
  throw Object.assign(new Error('The specified key does not exist. (Service: S3, Status Code: 404)'), {
    name: 'S3.NoSuchKeyException',
  });
};

function started(
  map: object,
  work: (input: Item) => unknown,
  { input = six, objects }: { input?: object; objects?: Objects } = {},
): Started {
  return startMachine(machineOf(map), input, {
    handlers: { Work: work },
    machine: place,
    ...(objects ? { objects } : {}),
  });
}

const countsOf = ({ mapRuns: [run] }: Started) => (run as MapRun).counts;

/** The same with what differs from run to run made alike: ids, times, sizes, inputs and outputs. */
function alike(value: unknown): unknown {
  const text = JSON.stringify(value, (key, inner) => {
    if (key === 'Input' || key === 'Output') return '…';
    if (key === 'Size') return inner === 2 ? 2 : 'bytes';
    return inner;
  });
  const ids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  const times = /\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z/g;
  return JSON.parse(text.replaceAll(ids, 'ID').replaceAll(times, 'TIME').replaceAll('standard-2-0', 'ID'));
}

const orderOf = (value: object): string[] => Object.keys(value);

describe('a Distributed Map', () => {
  test('runs a child execution for each item, and gives their outputs in the order of the items', async () => {
    const machine = started(inState, ({ item }) => ({ did: item.name }));
    const { results } = (await machine.result) as { results: object[] };
    expect(results).toEqual(six.items.map(({ name }) => ({ did: name })));
    expect(countsOf(machine)).toMatchObject({ total: 6, succeeded: 6, failed: 0, pending: 0 });
  });

  test('tells each child its item and who started it, and the child what execution it is', async () => {
    const seen: { of: string; index: number }[] = [];
    const machine = started(inState, (input) => void seen.push(input as never));
    await machine.result;
    expect(seen.map(({ index }) => index).toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(new Set(seen.map((one) => one.of))).toEqual(new Set([machine.arn]));
  });

  test.each([
    ['JSON', '[{"name":"x"},{"name":"y"}]', {}, ['x', 'y']],
    ['JSONL', '{"name":"x"}\n{"name":"y"}\n', {}, ['x', 'y']],
    ['JSON', '{"data":{"items":[{"name":"x"}]}}', { ItemsPointer: '/data/items' }, ['x']],
    ['JSONL', '{"name":"x"}\n{"name":"y"}\n', { MaxItems: 1 }, ['x']],
  ])('reads its items from %s in S3: %s', async (InputType, text, config, expected) => {
    const reader = {
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType, ...config },
        Parameters: { Bucket: 'work', 'Key.$': '$.key' },
      },
    };
    const objects = objectsInMemory({ 'work/the/key': text });
    const machine = started(reader, ({ item }) => item.name, { input: { key: 'the/key' }, objects });
    expect(await machine.result).toMatchObject({ results: expected });
  });

  test('whose items cannot be read fails with an error that can be caught', async () => {
    const reader = {
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSON' },
        Parameters: { Bucket: 'work', Key: 'absent' },
      },
    };
    const machine = started(reader, () => null);
    await expect(machine.result).rejects.toMatchObject({ name: 'States.ItemReaderFailed' });
  });

  test('runs no more children at a time than it may', async () => {
    let [now, most] = [0, 0];
    const machine = started({ ...inState, MaxConcurrency: 2 }, async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
    });
    await machine.result;
    expect(most).toBe(2);
  });

  test.each([
    [{}, 1, false],
    [{ ToleratedFailureCount: 2 }, 2, true],
    [{ ToleratedFailureCount: 2 }, 3, false],
    [{ ToleratedFailurePercentage: 50 }, 3, true],
    [{ ToleratedFailurePercentage: 50 }, 4, false],
    [{ ToleratedFailurePercentage: 100 }, 6, true],
    [{ ToleratedFailureCount: 5, ToleratedFailurePercentage: 20 }, 2, false],
  ])('with %j and %i failures of six succeeds: %s', async (tolerated, failures, expected) => {
    let left = failures;
    const machine = started({ ...inState, ...writer, ...tolerated }, () => (left-- > 0 ? nothing() : null));
    const name = await machine.result.then(
      () => 'SUCCEEDED',
      (error: Error) => error.name,
    );
    expect(name).toBe(expected ? 'SUCCEEDED' : 'States.ExceedToleratedFailureThreshold');
    expect(machine.mapRuns[0]?.status).toBe(expected ? 'SUCCEEDED' : 'FAILED');
    if (expected) expect(countsOf(machine)).toMatchObject({ failed: failures, succeeded: 6 - failures });
  });

  test('gives the record of a failed child in its place when that is tolerated', async () => {
    const machine = started({ ...inState, ToleratedFailurePercentage: 100 }, ({ item }) =>
      item.name === 'b' ? nothing() : item.name,
    );
    const { results } = (await machine.result) as { results: object[] };
    expect(results[0]).toBe('a');
    expect(results[1]).toMatchObject({ Status: 'FAILED', Error: 'S3.NoSuchKeyException' });
  });

  test('is refused with what nobody here knows', async () => {
    const batches = { ...inState, ItemBatcher: { MaxItemsPerBatch: 2 } };
    await expect(started(batches, () => null).result).rejects.toThrow('ItemBatcher');
  });
});

/** Fails as in the recording: the second item at once, while the third takes until it is ended. */
function asRecorded(objects: Objects) {
  let mended = false;
  const waiting = new Promise<never>(() => {});
  let third: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    third = resolve;
  });
  const calls: string[] = [];
  const machine = started(
    { ...inState, ...writer, MaxConcurrency: 2, ToleratedFailureCount: 0 },
    async ({ item: { name } }) => {
      calls.push(name);
      if (mended || !['b', 'c'].includes(name)) return name;
      if (name === 'b') return await begun.then(nothing);
      third();
      return await waiting;
    },
    { objects },
  );
  return { machine, calls, mend: () => (mended = true) };
}

describe('the files of a ResultWriter, as Step Functions writes them', () => {
  test('of a run that failed, was started again and succeeded', async () => {
    const objects = objectsInMemory();
    const { machine, calls, mend } = asRecorded(objects);
    await expect(machine.result).rejects.toMatchObject({ name: 'States.ExceedToleratedFailureThreshold' });
    expect(countsOf(machine)).toMatchObject({ succeeded: 1, failed: 1, aborted: 1, pending: 3, total: 6 });
    expect(countsOf(machine).resultsWritten).toBe(6);
    const folder = `probe/results/standard/${machine.mapRuns[0]?.arn.split(':').at(-1)}`;
    const read = (name: string): object[] => JSON.parse(objects.texts.get(`${folder}/${name}`) ?? 'null');
    expect(alike(read('FAILED_0.json'))).toEqual(alike(failedFile));
    expect(read('FAILED_0.json').map(orderOf)).toEqual(failedFile.map(orderOf));
    expect(alike(read('PENDING_0.json').slice(0, 2))).toEqual(alike(pendingFile));
    expect(read('SUCCEEDED_0.json')).toHaveLength(1);

    mend();
    calls.length = 0;
    const { results } = (await machine.redrive()) as { results: object };
    expect(results).toEqual({
      MapRunArn: machine.mapRuns[0]?.arn,
      ResultWriterDetails: { Bucket: 'probe', Key: `${folder.slice(6)}/Redrive-1/manifest.json` },
    });
    // Only what had not succeeded, and of that only what had not been done.
    expect(calls.toSorted()).toEqual(['b', 'c', 'd', 'e', 'f']);
    const [, again, , first] = read('Redrive-1/SUCCEEDED_0.json') as [object, object, object, object];
    expect([again, first].map(alike)).toEqual(succeededFile.map(alike));
    expect([again, first].map(orderOf)).toEqual(succeededFile.map(orderOf));
    expect(countsOf(machine)).toMatchObject({ succeeded: 6, failed: 0, aborted: 0, pending: 0 });
  });

  test('with a manifest that names the successes of every attempt, and the failures of the last', async () => {
    const objects = objectsInMemory();
    let mended = false;
    const work = ({ item }: Item) => (item.name === 'b' && !mended ? nothing() : item.name);
    const machine = started({ ...inState, ...writer, MaxConcurrency: 1 }, work, { objects });
    await machine.result.catch(() => null);
    await machine.redrive().catch(() => null);
    mended = true;
    await machine.redrive();
    const found = [...objects.texts].filter(
      ([key]) => key.includes('/Redrive-') && key.endsWith('manifest.json'),
    );
    expect(found.map(([, text]) => alike(JSON.parse(text)))).toEqual(manifests.map(alike));
  });

  test('of a run in which all went well: no file of what there is none of', async () => {
    const objects = objectsInMemory();
    const machine = started({ ...inState, ...writer }, ({ item }) => item.name, { objects });
    await machine.result;
    expect([...objects.texts.keys()].map((key) => key.split('/').at(-1))).toEqual([
      'SUCCEEDED_0.json',
      'manifest.json',
    ]);
  });

  test('that cannot be written fail the state', async () => {
    const objects = {
      read: async () => '',
      write: async () => {
        throw new Error('Access Denied');
      },
    };
    const machine = started({ ...inState, ...writer }, () => null, { objects });
    await expect(machine.result).rejects.toMatchObject({ name: 'States.ResultWriterFailed' });
  });
});

describe('DescribeMapRun', () => {
  test('answers with what Step Functions answers with', async () => {
    const { machine } = asRecorded(objectsInMemory());
    await machine.result.catch(() => null);
    await machine.redrive().catch(() => null);
    const found = machine.mapRuns[0]?.describe() as typeof described;
    const keys = ({ itemCounts, ...more }: typeof described) => [orderOf(more), orderOf(itemCounts)];
    const { stopDate: _, ...running } = found as typeof described & { stopDate: Date };
    expect(keys(running)).toEqual(keys(described));
  });

  test('can be asked by a state', async () => {
    const definition = machineOf({ ...inState, ...writer, ToleratedFailurePercentage: 100 }) as {
      States: Record<string, object>;
    };
    const asking = {
      ...definition,
      States: {
        Probe: { ...definition.States.Probe, End: undefined, Next: 'Ask' },
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:sfn:describeMapRun',
          Parameters: { 'MapRunArn.$': '$.results.MapRunArn' },
          End: true,
        },
      },
    };
    const handlers = { Work: ({ item }: Item) => (item.name === 'b' ? nothing() : null) };
    const machine = startMachine(JSON.parse(JSON.stringify(asking)), six, { handlers });
    expect(await machine.result).toMatchObject({
      Status: 'SUCCEEDED',
      ItemCounts: { Succeeded: 5, Failed: 1, Total: 6 },
    });
  });
});

describe('a payload', () => {
  const large = 'x'.repeat(256 * 1024);

  test('of more than 256 KiB ends the execution, whatever the state catches', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
    const Caught = { Type: 'Pass', End: true };
    const machine = (states: object): object => ({ StartAt: 'A', States: states });
    const made = [
      machine({ A: { Type: 'Task', Resource: lambda, Parameters: { large }, Catch, End: true }, Caught }),
      machine({ A: { Type: 'Pass', Result: { large }, Next: 'B' }, B: { Type: 'Pass', End: true } }),
    ];
    for (const definition of made)
      await expect(
        startMachine(definition, {}, { handlers: { A: () => null } }).result,
      ).rejects.toMatchObject({ name: 'States.DataLimitExceeded' });
  });

  test('is the outputs of a Distributed Map together, where they are not written to S3', async () => {
    const work = () => 'x'.repeat(50_000);
    await expect(started(inState, work).result).rejects.toMatchObject({ name: 'States.DataLimitExceeded' });
    const written = started({ ...inState, ...writer }, work);
    await written.result;
    expect(written.largest().bytes).toBeLessThan(60_000);
    expect(written.largest().bytes).toBeGreaterThan(49_999);
  });
});
