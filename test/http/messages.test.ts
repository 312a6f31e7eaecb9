import { describe, expect, test } from '@jest/globals';
import { type ProblemCode, problemCodes } from '../../lib/evidence/problem.ts';
import { collectError } from '../../lib/http/messages.ts';
import { Secrets } from '../../lib/http/redact.ts';
import type { Failure } from '../../lib/http/request-failure.ts';

const asked = {
  provider: 'Google Workspace',
  method: 'GET',
  url: 'https://admin.example/users?pageToken=abc',
  attempts: 1,
  patienceMs: 120_000,
};

function message(failure: Partial<Failure>, more: Partial<typeof asked> = {}): string {
  const whole = {
    code: 'denied' as ProblemCode,
    status: 403,
    reason: null,
    text: null,
    askedWaitMs: null,
    ...failure,
  };
  return collectError(whole, { ...asked, ...more }, new Secrets()).message;
}

describe('the message', () => {
  test('says who, what, which request, the provider’s words and what to do', () => {
    expect(message({ reason: 'insufficientPermissions', text: 'Not Authorized.' })).toBe(
      'Google Workspace refused the request (403, insufficientPermissions): GET https://admin.example/users. ' +
        'It says: “Not Authorized”. Grant what `exhibit init` lists for it, then try `exhibit doctor`.',
    );
  });

  test('says how long the provider wanted us to wait, and how often it was asked', () => {
    const text = message({ code: 'rate-limited', status: 429, askedWaitMs: 3_599_001 }, { attempts: 3 });
    expect(text).toContain('(429, 3 attempts)');
    expect(text).toContain('3600 s');
    expect(text).toContain('`patience` (120 s)');
  });

  test.each(problemCodes)('advises on %s', (code) => {
    expect(message({ code, status: null })).toMatch(
      /^Google Workspace [a-z].*: GET https:\/\/admin\.example\/users\. [A-Z].*\.$/,
    );
  });

  test('shows 200 characters of what the provider says, on one line, without control characters', () => {
    const text = message({ text: `a\u001b[31m\r\n\u202eb${'c'.repeat(300)}` });
    expect(text).toContain(`“a [31m b${'c'.repeat(192)}…”`);
  });

  test('never shows half of a character', () => {
    expect(message({ text: `${'a'.repeat(199)}😀` }).isWellFormed()).toBe(true);
  });
});
