import { describe, expect, test } from '@jest/globals';
import { meant, nearest, suggest } from '../../lib/config/suggestions.ts';

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

describe('a name that there is not', () => {
  const controls = ['aws.mfa-enrolled', 'aws.root-protected', 'github.mfa-enrolled', 'github.mfa-required'];
  const many = Array.from({ length: 20 }, (_, at) => `of-${at}`);

  test.each([
    ['github.mfa-enroled', 'Did you mean "github.mfa-enrolled"? See there.'],
    ['root', 'Did you mean "aws.root-protected"? See there.'],
    ['MFA-enrolled', 'These have it in their names: aws.mfa-enrolled, github.mfa-enrolled.'],
    ['nothing', `There are ${controls.join(', ')}.`],
    ['', `There are ${controls.join(', ')}.`],
  ])('such as %j is answered by what may have been meant', (text, said) => {
    expect(meant(text, controls, 'See there.')).toBe(said);
  });

  test('is answered by where they stand, where they are many', () => {
    expect(meant('nothing', many, 'See there.')).toBe('See there.');
    expect(meant('of', many, 'See there.')).toBe('20 have it in their names. See there.');
  });
});
