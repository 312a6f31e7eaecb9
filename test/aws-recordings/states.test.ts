import { describe, expect, test } from '@jest/globals';
import { templateOf } from '../stack/made-stack.ts';
import { definitionOf } from '../stack/state-machine.ts';
import type { Published } from '../stack/states/integrations.ts';
import { objectsInMemory } from '../stack/states/objects.ts';
import { startMachine } from '../stack/states/start.ts';
import { recorded } from './recordings.ts';

const lambda = 'arn:aws:lambda:us-east-1:111111111111:function:work';
const toS3 = 'arn:aws:states:::aws-sdk:s3:putObject';

/** One task, whose failure is caught with what the execution then gives. */
function oneTask(resource: string, more: object = {}): object {
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
  return {
    StartAt: 'Task',
    States: {
      Task: { Type: 'Task', Resource: resource, Catch, End: true, ...more },
      Caught: { Type: 'Pass', End: true },
    },
  };
}

interface Event {
  readonly type: string;
  readonly error: string;
  readonly cause: unknown;
  readonly input: unknown;
  readonly output: unknown;
}
const eventIn = (events: readonly Event[], type: string): Event => {
  const found = events.find((one) => one.type === type);
  if (!found) throw new Error(`Nothing of ${type} was recorded.`);
  return found;
};
const exit = (name: string) => eventIn(recorded<Event[]>('states-lambda', name), 'TaskStateExited').output;

describe('A state that writes an object', () => {
  interface Put {
    readonly Body: unknown;
    readonly output: object;
    readonly stored: { readonly ContentLength: number; readonly ETag: string };
  }

  test.each(['str', 'dict', 'list', 'bool', 'num'])(
    'stores what S3 had of it, byte for byte: %s',
    async (kind) => {
      const { Body, output, stored } = recorded<Put>('states-s3-put-object', kind);
      const objects = objectsInMemory();
      const input = { Bucket: 'bucket-name', Key: 'file-key', Body };
      const { result } = startMachine(oneTask(toS3), input, { handlers: {}, objects });
      // By the MD5 of it, which is the ETag.
      expect(await result).toEqual(output);
      expect(output).toMatchObject({ ETag: stored.ETag });
      expect(Buffer.byteLength(objects.texts.get('bucket-name/file-key') ?? '')).toBe(stored.ContentLength);
    },
  );
});

describe('A state that calls a function', () => {
  const ending = (name: string, message: string) =>
    startMachine(
      oneTask(lambda),
      {},
      {
        handlers: {
          Task: () => {
            throw Object.assign(new Error(message), { name });
          },
        },
      },
    ).result;

  test.each([
    ['failed', 'Exception', 'Some exception was raised.'],
    ['failedByItsOwnName', 'CustomException', ''],
  ])('that throws is told its name and, in JSON, its words: %s', async (recording, name, message) => {
    const expected = exit(recording) as { Error: string; Cause: string };
    const found = (await ending(name, message)) as { Error: string; Cause: string };
    expect(found.Error).toBe(expected.Error);
    const { requestId: _, ...cause } = JSON.parse(expected.Cause);
    expect(JSON.parse(found.Cause)).toMatchObject(cause);
  });

  test('of Node has the keys that Node’s errors have', async () => {
    const { error, cause } = recorded<{ error: string; cause: { errorType: string; errorMessage: string } }>(
      'states-lambda',
      'failedInNode',
    );
    const found = (await ending(error, cause.errorMessage)) as { Error: string; Cause: string };
    expect(found.Error).toBe(error);
    expect(JSON.parse(found.Cause)).toMatchObject(cause);
  });

  test('that Lambda does not start is told in Lambda’s words', async () => {
    const { error, cause } = recorded<{ error: string; cause: string }>('states-lambda', 'throttled');
    expect(await ending(error, cause)).toEqual({ Error: error, Cause: cause });
  });

  test('gets and gives what it is given, a text as well', async () => {
    const events = recorded<Event[]>('states-lambda', 'text');
    const text = JSON.parse(String(eventIn(events, 'LambdaFunctionScheduled').input));
    const seen: unknown[] = [];
    const handlers = {
      Task: (input: unknown) => {
        seen.push(input);
        return input;
      },
    };
    const { result } = startMachine(oneTask(lambda), text, { handlers });
    expect(JSON.stringify(await result)).toBe(exit('text'));
    expect(seen).toEqual([text]);
  });

  test('that gives more than 256 KiB has failed, and can be caught', async () => {
    const handlers = { Task: () => ({ text: 'x'.repeat(256 * 1024) }) };
    const found = await startMachine(oneTask(lambda), {}, { handlers }).result;
    const named = (text: unknown) => JSON.stringify(text).replace(/arn:[^']+/, lambda);
    expect(named(found)).toBe(named(exit('tooLarge')));
  });

  test('and is itself given more ends the execution', async () => {
    const [ended] = recorded<[Event]>('states-lambda', 'inputTooLarge');
    const large = { large: 'x'.repeat(256 * 1024) };
    const definition = { StartAt: 'State_1', States: { State_1: { Type: 'Pass', End: true } } };
    await expect(startMachine(definition, large, { handlers: {} }).result).rejects.toMatchObject({
      name: ended.error,
      message: ended.cause,
    });
  });
});

describe('A state that publishes on a topic', () => {
  interface Recorded {
    readonly parameters: { readonly TopicArn: string; readonly Message: string };
    readonly received: { readonly Message: string };
  }

  test.each(['text', 'textInQuotes'])('hands a text on as it stands: %s', async (name) => {
    const { parameters, received } = recorded<Recorded>('states-sns-publish', name);
    const heard: Published[] = [];
    const publish = (message: Published) => void heard.push(message);
    const definition = oneTask('arn:aws:states:::sns:publish');
    await startMachine(definition, parameters, { handlers: {}, publish }).result;
    expect(heard).toEqual([{ ...parameters, Message: received.Message }]);
  });

  test('sends an alert of the bus to people as text, where a rule’s own target would send JSON', async () => {
    const { Body } = recorded<{ Body: object }>('events', 'taken');
    const detail = {
      subject: 'GitHub lets members in without a second factor',
      text: 'One line.\n"Another" one.',
    };
    const heard: Published[] = [];
    const publish = (message: Published) => void heard.push(message);
    const definition = definitionOf(templateOf(), 'Alerts/ToTopic/Machine');
    await startMachine(definition, { ...Body, detail }, { handlers: {}, publish }).result;
    expect(heard).toMatchObject([{ Message: detail.text, Subject: detail.subject }]);
    const byRule = recorded<{ Message: string }>('events', 'toATopic').Message;
    expect(Object.keys(JSON.parse(byRule)).toSorted()).toEqual(Object.keys(Body).toSorted());
  });
});

describe('A Distributed Map', () => {
  const selectorOf = (selector?: object) => (selector ? { ItemSelector: selector } : {});
  const map = (more: object): object => ({
    StartAt: 'MapState',
    States: {
      MapState: {
        Type: 'Map',
        MaxConcurrency: 1,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Handle',
          States: { Handle: { Type: 'Pass', End: true } },
        },
        End: true,
        ...more,
      },
    },
  });
  const reader = (config: object = {}) => ({
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON', ...config },
      Parameters: { 'Bucket.$': '$.Bucket', 'Key.$': '$.Key' },
    },
  });
  const events = (name: string) => recorded<Event[]>('states-distributed-map', name);
  const outputOf = (name: string): unknown => {
    const { output } = eventIn(events(name), 'MapStateExited');
    return typeof output === 'string' ? JSON.parse(output) : output;
  };
  const given = (name: string): unknown => {
    const { input } = eventIn(events(name), 'ExecutionStarted');
    return typeof input === 'string' ? JSON.parse(input) : input;
  };
  const place = { region: 'us-east-1', account: '111111111111', name: 'Machine' };

  test.each([
    ['itemsOfJson', {}, []],
    ['itemsAtMost', { MaxItems: 2 }, ['one more']],
  ])('goes over the items of an object in S3: %s', async (name, config, more) => {
    const expected = outputOf(name) as readonly unknown[];
    const objects = objectsInMemory({ 'bucket-name/file.json': JSON.stringify([...expected, ...more]) });
    const { result } = startMachine(map(reader(config)), given(name), { handlers: {}, objects });
    expect(await result).toEqual(expected);
  });

  test('whose object holds no list fails with S3’s reader’s name and words', async () => {
    const failed = eventIn(events('itemsThatAreNone'), 'MapRunFailed');
    const objects = objectsInMemory({ 'bucket-name/file.json': '{"no":"list"}' });
    const { result } = startMachine(map(reader()), given('itemsThatAreNone'), { handlers: {}, objects });
    await expect(result).rejects.toMatchObject({ name: failed.error, message: failed.cause });
  });

  test('tells each child what its selector says', async () => {
    const selector = { constantValue: 'constant', 'mapValue.$': '$$.Map.Item.Value', 'fromInput.$': '$' };
    const { result } = startMachine(map(selectorOf(selector)), given('selected'), { handlers: {} });
    expect(await result).toEqual(outputOf('selected'));
  });

  test('has its label in the name of its run, and says where its results are', async () => {
    const writer = {
      Label: 'TestMap',
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'result-bucket', Prefix: 'mapJobs' },
      },
    };
    const objects = objectsInMemory();
    const { result } = startMachine(map(writer), given('resultsWritten'), {
      handlers: {},
      objects,
      machine: place,
    });
    const alike = (value: unknown) =>
      JSON.stringify(value)
        .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|<MapRunArnPart1_0idx>/g, 'ID')
        .replace('<partition>', 'aws')
        .replace('<region>', place.region)
        .replace('<ArnPart_0idx>', place.name);
    expect(alike(await result)).toBe(alike(outputOf('resultsWritten')));
    const [, run] = events('labelled');
    expect(alike(run)).toContain('mapRun:Machine/TestMap:ID');
  });

  test('is described with what was there in 2023, of whatever came since', async () => {
    const described = recorded<{ itemCounts: object }>('states-distributed-map', 'described');
    const machine = startMachine(map({}), [1, 2], { handlers: {}, machine: place });
    await machine.result;
    const found = machine.mapRuns[0]?.describe() as typeof described;
    const keys = (one: object) => Object.keys(one).toSorted();
    expect(keys(found)).toEqual(expect.arrayContaining(keys(described)));
    expect(keys(found.itemCounts)).toEqual(expect.arrayContaining(keys(described.itemCounts)));
  });
});
