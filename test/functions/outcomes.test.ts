import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../lib/nightly/functions/events.ts';
import { recordOutcomes } from '../../lib/nightly/functions/outcomes.ts';
import { recorded } from '../aws-recordings/recordings.ts';
import { ana, google, nightAt, scene } from '../nightly/night.ts';
import { planned } from '../nightly/planned.ts';

/** What the document of a dataset says when its connection's function ended so. */
async function problemAfter(outcome: Outcome) {
  const stage = await scene({ google: google(ana) });
  const context = await stage.context(nightAt(0));
  await planned(context);
  await recordOutcomes(context, [outcome]);
  return (await stage.json(nightAt(0), 'google/users.json')).problem;
}

const failed = (name: string, Cause?: string): Outcome => ({
  connection: 'google',
  provider: 'google-workspace',
  error: { Error: name, ...(Cause === undefined ? {} : { Cause }) },
});

describe('A function that ended', () => {
  test.each([
    [
      'Sandbox.Timedout',
      '{"errorMessage":"RequestId: 1 Error: Task timed out after 900.00 seconds"}',
      'ran out of time',
    ],
    ['States.Timeout', undefined, 'ran out of time'],
    ['Runtime.OutOfMemory', '{}', 'ran out of memory'],
    [
      'Runtime.ExitError',
      '{"errorMessage":"RequestId: 1 Error: Runtime exited with error: signal: killed"}',
      'ran out of memory',
    ],
    ['Runtime.ExitError', '{"errorMessage":"Runtime exited with error: exit status 134"}', 'crashed'],
    ['Lambda.Unknown', 'The cause could not be determined', 'crashed'],
    ['Lambda.TooManyRequestsException', 'Rate Exceeded.', 'could not be started'],
    ['Lambda.AWSLambdaException', 'AccessDeniedException', 'lacks a right'],
  ])('by %s (%s) %s', async (error, cause, words) => {
    const { code, message } = await problemAfter(failed(error, cause));
    expect(code).toBe('interrupted');
    expect(message).toContain(words);
    expect(message).toContain('collect/google-workspace');
  });

  interface Invoked {
    readonly Payload: { readonly errorType: string; readonly errorMessage: string };
  }
  const told = (name: string): Outcome => {
    const { Payload } = recorded<Invoked>('lambda-invoke', name);
    return failed(Payload.errorType, JSON.stringify(Payload));
  };
  interface Caught {
    readonly type: string;
    readonly output: { readonly Error: string; readonly Cause: string };
  }
  const caught = (name: string): Outcome => {
    const [, { output }] = recorded<[unknown, Caught]>('states-lambda', name);
    return failed(output.Error, output.Cause);
  };
  const words = (name: string): Outcome => {
    const { error, cause } = recorded<{ error: string; cause: string }>('states-lambda', name);
    return failed(error, cause);
  };

  test.each([
    ['exited', told('exited'), 'crashed'],
    ['exitedWithStatus', told('exitedWithStatus'), 'crashed'],
    ['timedOut', told('timedOut'), 'ran out of time'],
    ['timedOutAndCaught', caught('timedOutAndCaught'), 'ran out of time'],
    ['tooLarge', caught('tooLarge'), 'returned more than Step Functions accepts'],
    ['throttled', words('throttled'), 'could not be started'],
    ['withoutErrorType', words('withoutErrorType'), 'ran out of time'],
  ])('as AWS is recorded to tell it is read: %s', async (_, outcome, said) => {
    const { code, message } = await problemAfter(outcome);
    expect(code).toBe('interrupted');
    expect(message).toContain(said);
  });

  test('by an error of ours has its words in the evidence', async () => {
    const cause = JSON.stringify({
      errorType: 'EventError',
      errorMessage: 'The configuration has no connection x.',
    });
    expect(await problemAfter(failed('EventError', cause))).toEqual({
      code: 'internal',
      message: 'The function that collects google stopped: The configuration has no connection x.',
    });
  });

  test.each(['ConfigurationError', 'EnvironmentError', 'LockerError', 'RunError'])(
    'by our own store or deployment (%s) ends the night before any document is written',
    async (name) => {
      const stage = await scene({ google: google(ana) });
      const context = await stage.context(nightAt(0));
      await planned(context);
      const cause = JSON.stringify({ errorType: name, errorMessage: 'The bucket cannot be reached.' });
      const refused = recordOutcomes(context, [failed('Sandbox.Timedout'), failed(name, cause)]);
      await expect(refused).rejects.toMatchObject({ name: 'RunError', code: 'own-failure' });
      await expect(refused).rejects.toThrow('google: The bucket cannot be reached.');
      expect(await stage.locker.names('runs/2026-11-20T02-00-00Z/')).toEqual(['plan.json', 'standard.json']);
    },
  );

  test.each(['TypeError', '<script>', 'x'.repeat(500)])(
    'by another error (%s) quotes nothing of it',
    async (error) => {
      const { code, message } = await problemAfter(failed(error, '{"errorMessage":"canary"}'));
      expect(code).toBe('internal');
      expect(message).not.toMatch(/canary|<script>|x{100}/);
    },
  );

  test('without leaving word of how says so', async () => {
    const outcome: Outcome = { connection: 'google', provider: 'google-workspace', ended: 'unknown' };
    expect(await problemAfter(outcome)).toMatchObject({
      code: 'interrupted',
      message: expect.stringContaining('It is not known how the collection of google ended'),
    });
  });
});

test('A function that is done leaves its documents to themselves', async () => {
  const stage = await scene({ google: google(ana) });
  const context = await stage.context(nightAt(0));
  await planned(context);
  await recordOutcomes(context, [{ connection: 'google', provider: 'google-workspace', ended: 'done' }]);
  expect(await stage.locker.names('runs/2026-11-20T02-00-00Z/')).toEqual(['plan.json', 'standard.json']);
});
