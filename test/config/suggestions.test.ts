import { describe, expect, test } from '@jest/globals';
import { nearest, suggest } from '../../lib/config/suggestions.ts';

describe('the nearest word', () => {
  const words = ['schedule', 'locker', 'connections', 'id', 'google-workspace.mfa-enforced'];

  test.each([
    ['shedule', 'schedule'],
    ['SCHEDULE', 'schedule'],
    ['scheduel', 'schedule'],
    ['lokcer', 'locker'],
    ['connection', 'connections'],
    ['di', 'id'],
    ['google-workspace-mfa_enforced', 'google-workspace.mfa-enforced'],
  ])('of %s is %s', (word, near) => {
    expect(nearest(word, words)).toBe(near);
  });

  test.each(['', 'organization', 'lock', 'scheduling-of-runs'])('of %j is none', (word) => {
    expect(nearest(word, words)).toBeUndefined();
  });

  test('is the one with the fewest differences', () => {
    expect(nearest('member', ['members-of', 'members', 'number'])).toBe('members');
  });
});

test('a word that is near nothing gets all there is to choose from, each once', () => {
  expect(suggest('okta', ['github', 'slack', 'slack'])).toBe('choose one of github, slack');
  expect(suggest('okta', [])).toBe('remove it');
});

test('a secret among the names is not offered', () => {
  const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIEaBcDeFgH';
  expect(suggest(`${key}I`, ['google', key])).toBe('choose one of google');
});
