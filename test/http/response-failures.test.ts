import { describe, expect, test } from '@jest/globals';
import { refusal } from '../../lib/http/response-failures.ts';

const now = new Date('2026-11-23T02:00:00Z');
const reset = `${now.getTime() / 1000 + 90}`;

function refused(status: number, body: unknown = {}, headers: Record<string, string> = {}) {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return refusal(new Response(bytes, { status, headers }), bytes, now);
}

describe('the status says', () => {
  test.each([
    [202, 'unavailable'],
    [206, 'truncated'],
    [301, 'rejected'],
    [304, 'rejected'],
    [400, 'rejected'],
    [401, 'unauthenticated'],
    [402, 'rejected'],
    [403, 'denied'],
    [404, 'rejected'],
    [408, 'timeout'],
    [409, 'rejected'],
    [422, 'rejected'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
    [599, 'unavailable'],
  ])('%i is %s', (status, code) => {
    const response = { status, headers: new Headers(), url: '' } as Response;
    expect(refusal(response, Buffer.from('not JSON'), now)).toMatchObject({
      code,
      status,
      askedWaitMs: null,
    });
  });
});

describe('a 403 of Google', () => {
  test.each(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded', 'dailyLimitExceeded'])(
    'with reason %s is a limit',
    (reason) => {
      const body = { error: { code: 403, errors: [{ reason: 'other' }, { reason }] } };
      expect(refused(403, body).code).toBe('rate-limited');
    },
  );

  test.each([
    { error: { status: 'RESOURCE_EXHAUSTED' } },
    {
      error: { status: 'PERMISSION_DENIED', details: [{ '@type': 'x' }, { reason: 'RATE_LIMIT_EXCEEDED' }] },
    },
  ])('of the newer form is a limit', (body) => {
    expect(refused(403, body).code).toBe('rate-limited');
  });

  test.each([
    { error: { code: 403, errors: [{ reason: 'insufficientPermissions' }] } },
    { error: { status: 'PERMISSION_DENIED', details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] } },
    { error: { message: 'quotaExceeded', errors: 'quotaExceeded', details: { reason: 'quotaExceeded' } } },
    { error: 'access_denied' },
    'quotaExceeded',
    'null',
    [],
  ])('with any other body is a refusal', (body) => {
    expect(refused(403, body).code).toBe('denied');
  });
});

describe('a 403 of GitHub', () => {
  const secondary = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' };

  test('with a time to wait is a limit', () => {
    expect(refused(403, {}, { 'retry-after': '30' })).toMatchObject({
      code: 'rate-limited',
      askedWaitMs: 30_000,
    });
  });

  test('with nothing left is a limit until the reset', () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    expect(refused(403, {}, headers)).toMatchObject({ code: 'rate-limited', askedWaitMs: 90_000 });
  });

  test('that speaks of a secondary limit is one, for at least a minute', () => {
    expect(refused(403, secondary)).toMatchObject({ code: 'rate-limited', askedWaitMs: 60_000 });
    expect(refused(403, secondary, { 'retry-after': '5' })).toMatchObject({ askedWaitMs: 5_000 });
  });

  test('with requests left is a refusal', () => {
    const headers = { 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': reset };
    expect(refused(403, { message: 'Must be an owner.' }, headers)).toMatchObject({
      code: 'denied',
      askedWaitMs: null,
    });
  });
});

describe('a credential that OAuth refuses', () => {
  test.each(['invalid_grant', 'invalid_client', 'unauthorized_client'])(
    'with %s is unauthenticated, though a 400',
    (error) => {
      expect(refused(400, { error, error_description: 'No.' })).toMatchObject({
        code: 'unauthenticated',
        reason: error,
        text: 'No.',
      });
    },
  );

  test('does not include a question that was wrong', () => {
    expect(refused(400, { error: 'invalid_scope' }).code).toBe('rejected');
  });
});

describe('a limit', () => {
  test('that is lifted at a time is waited for on the provider’s own clock', () => {
    const headers = { 'x-ratelimit-reset': reset, date: 'Mon, 23 Nov 2026 02:01:00 GMT' };
    expect(refused(429, {}, headers).askedWaitMs).toBe(30_000);
  });

  test('does not make a broken provider wait for the reset', () => {
    expect(refused(500, {}, { 'x-ratelimit-reset': reset }).askedWaitMs).toBeNull();
    expect(refused(503, {}, { 'retry-after': '3' }).askedWaitMs).toBe(3_000);
  });
});

describe('the provider’s words', () => {
  test.each([
    [{ error: { message: 'A', errors: [{ reason: 'r' }] } }, 'r', 'A'],
    [
      { success: false, errors: [{ code: 10000, message: 'Authentication error' }], result: null },
      null,
      'Authentication error',
    ],
    [{ error: 'ratelimited', ok: false }, 'ratelimited', null],
    [{ message: 'Bad credentials', status: '401' }, null, 'Bad credentials'],
    [{ Error: { Message: 'Unauthorized' } }, null, 'Unauthorized'],
    ['<html>Bad gateway</html>', null, null],
  ])('are found in %j', (body, reason, text) => {
    expect(refused(401, body)).toMatchObject({ reason, text });
  });
});

describe('a refusal of AWS', () => {
  const xml = (code: string, message = 'No.') =>
    `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">\n  <Error><Type>Sender</Type>` +
    `<Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;

  test.each([
    [403, 'AccessDenied', 'denied'],
    [403, 'InvalidClientTokenId', 'unauthenticated'],
    [403, 'SignatureDoesNotMatch', 'unauthenticated'],
    [403, 'ExpiredToken', 'unauthenticated'],
    [400, 'ExpiredTokenException', 'unauthenticated'],
    [400, 'Throttling', 'rate-limited'],
    [503, 'SlowDown', 'rate-limited'],
    [410, 'ReportNotPresent', 'rejected'],
    [500, 'ServiceFailure', 'unavailable'],
  ])('%d %s is %s', (status, code, problem) => {
    expect(refused(status, xml(code))).toMatchObject({ code: problem, reason: code, text: 'No.' });
  });

  test('is read with its entities, after a declaration, and without a message', () => {
    const text = `\n<?xml version="1.0"?>\n${xml('AccessDenied', 'User: &lt;x&gt; &amp;amp; &quot;y&quot;')}`;
    expect(refused(403, text).text).toBe('User: <x> &amp; "y"');
    expect(refused(400, '<r><Error><Code>Throttling</Code></Error></r>')).toMatchObject({
      code: 'rate-limited',
      text: null,
    });
  });

  test('is one only in an error’s own XML', () => {
    expect(refused(403, '<p>Throttling</p>')).toMatchObject({ code: 'denied', reason: null });
    expect(refused(403, { message: '<Error><Code>Throttling</Code></Error>' }).code).toBe('denied');
  });
});
