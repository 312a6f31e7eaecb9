import { describe, expect, test } from '@jest/globals';
import { readCredential } from '../../../../lib/providers/github/collect/credential.ts';

describe('The credential', () => {
  test('is a token, with its blanks and line breaks at the ends taken off', () => {
    expect(readCredential(' ghp_abc\n')).toEqual({ token: 'ghp_abc', kind: 'classic personal access token' });
  });

  test.each([
    ['github_pat_x', 'fine-grained personal access token'],
    ['ghs_x', 'GitHub App installation token'],
    ['0123456789abcdef', 'token'],
  ])('%s is named by its kind', (token, kind) => {
    expect(readCredential(token).kind).toBe(kind);
  });

  test.each([null, '', ' \n'])('is not configured when it is %j', (text) => {
    expect(() => readCredential(text)).toThrow(expect.objectContaining({ code: 'not-configured' }));
  });

  test.each(['{"token":"canary-1"}', 'canary-1 canary-2', 'canary-1\nx', 'canary-1\u00e9'])(
    'is refused, and not quoted, when it is %j',
    (text) => {
      expect(() => readCredential(text)).toThrow(
        expect.objectContaining({ code: 'unauthenticated', message: expect.not.stringContaining('canary') }),
      );
    },
  );
});
