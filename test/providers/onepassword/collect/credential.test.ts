import { describe, expect, test } from '@jest/globals';
import type { CollectError } from '../../../../lib/evidence/problem.ts';
import { need, readCredential, secretsOf } from '../../../../lib/providers/onepassword/collect/credential.ts';

function faultOf(work: () => unknown): { code: string; message: string } {
  try {
    work();
  } catch (error) {
    return (error as CollectError).problem;
  }
  throw new Error('It went through.');
}

describe('1Password credentials', () => {
  test('may lack any field; an empty one is not given', () => {
    expect(readCredential('{"eventsToken":"t","usersClientId":""}')).toEqual({ eventsToken: 't' });
    expect(readCredential(null)).toEqual({});
  });

  test('name the missing fields of a dataset, and what they are', () => {
    const fault = faultOf(() =>
      need({ usersClientId: 'x' }, 'users', ['usersClientId', 'usersClientSecret']),
    );
    expect(fault.code).toBe('not-configured');
    expect(fault.message).toContain('1Password users: add usersClientSecret (the secret');
    expect(fault.message).not.toContain('usersClientId (');
  });

  test.each([
    ['{"apiKey":"canary"}', '"apiKey"'],
    ['{"eventsToken":{"canary":1}}', 'eventsToken'],
    ['canary', 'JSON object'],
    ['["canary"]', 'JSON object'],
    ['{"eventsToken":"canary"', 'JSON object'],
  ])('that cannot be used, %s, are named without their value', (text, named) => {
    const fault = faultOf(() => readCredential(text));
    expect(fault.code).toBe('unauthenticated');
    expect(fault.message).toContain(named);
    expect(fault.message).not.toContain('canary');
  });

  test('are secrets, but for the client id', () => {
    const given = { usersClientId: 'a', usersClientSecret: 'b', eventsToken: 'c', serviceAccountToken: 'd' };
    expect(secretsOf(given)).toEqual(['b', 'c', 'd']);
  });
});
