import { cases, faults } from '../cases.ts';
import {
  answered,
  type Declaration,
  type Ending,
  noList,
  type Question,
  type Reason,
} from '../declaration.ts';

const whole: Reason = { because: 'Bitwarden gives the list whole.' };
const needToKnow = 'bitwarden.shared-collections-need-to-know';

/** Of what is refused or spoilt: these datasets have something all the same, and say that it is not all. */
function partly(
  because: string,
  partial: readonly string[],
  failed: readonly string[] = [],
): NonNullable<Question['instead']> {
  return Object.fromEntries(
    faults.map((id) => {
      const { code } = cases[id];
      const ends = [
        ...partial.map((name) => [name, `partial ${code}`]),
        ...failed.map((name) => [name, `failed ${code}`]),
      ];
      return [id, { ends: Object.fromEntries(ends), because }];
    }),
  );
}

/** Groups are the first that is asked for access: whoever is refused there does not go on to members. */
const refusals: NonNullable<Question['instead']> = Object.fromEntries(
  faults
    .filter((id) => ['denied', 'rate-limited', 'unauthenticated'].includes(String(cases[id].code)))
    .map((id) => {
      const ending = `failed ${cases[id].code}`;
      const because = 'After such a refusal nothing else is asked.';
      return [id, { ends: { groups: ending, 'collection-access': ending }, because }];
    }),
);

/** A list on which who was given what hangs as well: what ends the one ends the other. */
const list = (
  name: 'members' | 'groups' | 'collections',
  nobody: Question['nobody'],
  field: Question['field'],
): Question => ({
  feeds: [name, 'collection-access'],
  spoil: answered('bitwarden', { path: `/public/${name}` }),
  pages: whole,
  nobody,
  field,
  next: whole,
  instead: {
    ...partly('The other lists still tell some of it.', ['collection-access'], [name]),
    ...(name === 'groups' ? refusals : {}),
  },
});

const both = (one: string, ending: Ending) => ({ ends: { [one]: ending, 'collection-access': ending } });
const never = { ends: 'failed malformed' } as const;

export const bitwarden: Declaration = {
  connection: 'bitwarden',
  questions: {
    'a token': {
      feeds: ['members', 'groups', 'collections', 'collection-access', 'policies', 'events'],
      spoil: answered('bitwarden', { path: '/connect/token' }),
      ...noList('A token'),
      field: { name: 'access_token', missing: never, null: never },
    },
    members: list(
      'members',
      { ends: { members: 'failed not-visible', 'collection-access': 'partial not-visible' } },
      {
        name: 'twoFactorEnabled',
        missing: both('members', 'partial not-visible'),
        null: both('members', 'partial not-visible'),
      },
    ),
    'one member after the other': {
      feeds: ['collection-access'],
      spoil: answered('bitwarden', { path: /^\/public\/members\/[^/]+$/ }),
      ...noList('A member'),
      field: {
        name: 'collections',
        missing: { ends: 'partial not-visible' },
        null: { ends: 'partial not-visible' },
      },
      instead: partly('What groups have comes from lists.', ['collection-access']),
    },
    groups: list(
      'groups',
      // The collections say which group has them, and that group is then in no list.
      { ends: { groups: 'empty', 'collection-access': 'partial malformed' } },
      {
        name: 'collections',
        missing: both('groups', 'partial malformed'),
        null: both('groups', 'partial malformed'),
      },
    ),
    'the people of a group': {
      feeds: ['groups', 'collection-access'],
      spoil: answered('bitwarden', { path: /\/member-ids$/ }),
      ...noList('A list of ids that says nothing of itself'),
      field: { because: 'Ids are all there is.' },
      instead: partly('The group is known, and its people are not.', ['groups', 'collection-access']),
    },
    collections: list(
      'collections',
      { ends: { collections: 'empty', 'collection-access': 'complete' }, bars: [needToKnow] },
      {
        name: 'externalId',
        missing: { ends: 'complete', bars: [needToKnow] },
        null: { ends: 'complete', bars: [needToKnow] },
      },
    ),
    policies: {
      feeds: ['policies'],
      spoil: answered('bitwarden', { path: '/public/policies' }),
      pages: whole,
      nobody: { ends: 'empty', bars: ['bitwarden.mfa-enforced'] },
      field: {
        name: 'enabled',
        missing: { ends: 'partial not-visible' },
        null: { ends: 'partial not-visible' },
      },
      next: whole,
    },
    events: {
      feeds: ['events'],
      spoil: answered('bitwarden', { path: '/public/events' }),
      pages: 50,
      nobody: { ends: 'empty' },
      field: { name: 'date', missing: never, null: never },
      next: 'token',
    },
  },
};
