import { expect, test } from '@jest/globals';
import { EnvironmentError, required, requiredNumber, variables } from '../../lib/config/environment.ts';
import { LockerError } from '../../lib/locker/locker.ts';
import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { concludeFunction } from '../../lib/nightly/functions/conclude.ts';
import { type Call, defineFunction } from '../../lib/nightly/functions/define.ts';
import { EventError } from '../../lib/nightly/functions/event.ts';
import { planFunction } from '../../lib/nightly/functions/plan.ts';
import { collector as github } from '../../lib/providers/github/collect/index.ts';

const canary = 'canary-2291';

async function run(work: (event: unknown, call: Call) => Promise<unknown>) {
  const lines: string[] = [];
  const handler = defineFunction(
    { name: 'test', read: (event: unknown) => event, work },
    { environment: {}, write: (line) => void lines.push(line) },
  );
  const outcome = await handler({ secret: canary }, { awsRequestId: 'r-1' }).catch((error: unknown) => error);
  return { outcome, lines: lines.map((line) => JSON.parse(line)), text: lines.join('') };
}

test('a line is one JSON object that says of which function and request it is', async () => {
  const { lines } = await run(async (_, { log }) => log.info('Done.', { run: 'x', datasets: 2 }));
  expect(lines).toEqual([
    { level: 'INFO', message: 'Done.', function: 'test', request: 'r-1', run: 'x', datasets: 2 },
  ]);
});

test('an error of ours is logged and passed on in its words', async () => {
  const error = new LockerError('unreachable', 'The bucket cannot be reached.');
  const { outcome, lines } = await run(async () => Promise.reject(error));
  expect(outcome).toBe(error);
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'ERROR',
      message: 'The bucket cannot be reached.',
      error: 'LockerError',
    }),
  ]);
});

test.each([
  ['an error', Object.assign(new TypeError(`with ${canary}`), { code: 'E1', cause: new Error(canary) })],
  ['what is no error', canary],
  ['an error that looks like a stack', new Error(`x\n    at ${canary}`)],
  ['an error whose name is not one', Object.assign(new Error(canary), { name: `${canary} ${canary}` })],
])('of %s that may quote anything, the words are neither logged nor passed on', async (_, thrown) => {
  const { outcome, text } = await run(async () => Promise.reject(thrown));
  const told = outcome as Error;
  expect([told instanceof Error, `${told.name} ${told.message} ${told.stack}`.includes(canary)]).toEqual([
    true,
    false,
  ]);
  expect(told.cause).toBeUndefined();
  expect([text.includes('bug in Exhibit'), text.includes(canary)]).toEqual([true, false]);
});

const handlers = {
  plan: planFunction({ environment: {}, write: () => {} }),
  collect: collectFunction(github, { environment: {}, write: () => {} }),
  conclude: concludeFunction({ environment: {}, write: () => {} }),
};

test.each([
  ['plan', { asked: {} }, 'must have `time`'],
  ['plan', { asked: { time: 'tonight' } }, 'time: is not a time'],
  ['plan', { asked: { run: '2026-11-23T02:00Z' } }, 'run: is not a time such as'],
  ['plan', { asked: { run: '2026-11-33T02:00:00Z' } }, 'run: is not a time that exists'],
  [
    'plan',
    { configuration: { location: 's3://x/y', sha256: 'x' } },
    'configuration.sha256: is not a SHA-256',
  ],
  ['plan', null, 'the event: '],
  ['collect', { run: '2026-11-23T02:00:00Z', cursor: null }, 'connection'],
  ['collect', { run: 1, connection: 'x', cursor: 2 }, 'run: '],
  [
    'conclude',
    { run: '2026-11-23T02:00:00Z', night: 'runs/../x' },
    'night: is not what the function plan gave',
  ],
] as const)('the function %s says what is wrong with %j, and quotes nothing', async (name, event, words) => {
  const given = event && { ...event, other: canary };
  const call = handlers[name] as (event: unknown) => Promise<unknown>;
  const told = await call(given).catch((error: Error) => error);
  expect(told).toBeInstanceOf(EventError);
  const { message } = told as Error;
  expect(message).toContain(words);
  expect(message).not.toContain(canary);
});

test('a variable that is not set as it must be is named, with what to do', async () => {
  const run = '2026-11-23T02:00:00Z';
  await expect(handlers.conclude({ run })).rejects.toThrow(/EXHIBIT_LOCKER is not set\. .*npm run deploy/);
  expect(() => required({ EXHIBIT_WORK: ' ' }, variables.work)).toThrow(EnvironmentError);
  expect(required({ EXHIBIT_WORK: 's3://x' }, variables.work)).toBe('s3://x');
  const seconds = (text: string) =>
    requiredNumber({ EXHIBIT_PACKAGE_LINK_SECONDS: text }, variables.packageLinkSeconds);
  expect(seconds('3600')).toBe(3600);
  for (const wrong of ['0', '-1', '1.5', 'an hour'])
    expect(() => seconds(wrong)).toThrow('whole number above 0');
});

test('what is passed on of an error is short, for those of all connections have to fit between two states', async () => {
  const long = 'The bucket cannot be reached. '.repeat(100);
  const { outcome, lines } = await run(async () => Promise.reject(new LockerError('unreachable', long)));
  const { name, message, stack } = outcome as Error;
  // As Lambda writes it, and Step Functions in a text of its own.
  const told = JSON.stringify({ errorType: name, errorMessage: message, trace: stack?.split('\n') });
  expect(JSON.stringify({ Error: name, Cause: told }).length).toBeLessThan(900);
  expect(message).toMatch(/^The bucket cannot be reached\. .*…$/);
  expect(lines[0]).toMatchObject({ message: long });

  const bug = await run(async () => Promise.reject(new TypeError('x')));
  expect((bug.outcome as Error).stack).toBe('TypeError');
  expect(bug.lines[0]).toMatchObject({ at: expect.stringContaining('define.test.ts') });
});
