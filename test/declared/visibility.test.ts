import { describe, expect, test } from '@jest/globals';
import type { ProviderDeclaration } from '../../lib/declared/declaration.ts';
import { example, tryDeclared, withMembers } from './example.ts';

const enrolled: ProviderDeclaration = withMembers({
  mfaEnrolled: { at: 'factor', yes: ['ON'], no: ['OFF'], missing: 'hidden' },
});

const enforced: ProviderDeclaration = {
  ...example,
  organization: {
    ask: '/organization',
    in: null,
    id: { at: null, is: '{org}' },
    name: null,
    mfaEnforced: { at: 'factor', yes: ['ALL'], no: ['NONE'], missing: 'hidden' },
    singleSignOn: null,
    grant: 'Grant it.',
  },
};

function people(...factors: readonly unknown[]) {
  return () => ({ body: { people: factors.map((factor, at) => ({ id: `p${at}`, factor })) } });
}

const found = async (...factors: readonly unknown[]) => {
  const { members, probed } = await tryDeclared(enrolled, people(...factors));
  return { problems: members.problems, probed: probed.map(({ message }) => message).join(' ') };
};

describe('What is known of nobody', () => {
  test('is not shown where it is missing', async () => {
    const { problems, probed } = await found(null, null);
    expect(problems).toEqual([
      { code: 'not-visible', message: 'Example shows factor for none of 2 active members. Grant it.' },
    ]);
    expect(probed).toContain('shows factor for none of');
  });

  test('is shown, and not known, where it is a word that nobody knows', async () => {
    const { problems, probed } = await found('PERHAPS', null);
    expect(problems).toEqual([
      { code: 'malformed', message: expect.stringMatching(/^Example gives factor/) },
    ]);
    expect(problems[0]?.message).not.toMatch(/show(s|n)? factor|Grant it/);
    expect(probed).toContain('gives factor an unknown value for all of');
  });

  test('is no problem of the list where it is known of somebody', async () => {
    expect((await found('PERHAPS', 'OFF')).problems).toEqual([]);
  });
});

describe('A setting', () => {
  const settingOf = async (body: object) => {
    const { memory } = await tryDeclared(enforced, ({ url }) =>
      url === '/organization' ? { body } : people('ON')(),
    );
    return memory.of('organization').problems;
  };

  test('that is missing is not shown', async () => {
    expect(await settingOf({})).toMatchObject([{ code: 'not-visible' }]);
  });

  test('that is a word that nobody knows is not known', async () => {
    expect(await settingOf({ factor: 'SOME' })).toEqual([
      {
        code: 'malformed',
        message: expect.stringMatching(/^Example gives factor of the organization a value that is not known/),
      },
    ]);
  });
});
