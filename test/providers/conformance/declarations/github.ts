import { type CaseId, cases, faults } from '../cases.ts';
import {
  answered,
  type Declaration,
  type Ending,
  noList,
  type Outcome,
  type Question,
  type Reason,
} from '../declaration.ts';

/** Page one is asked by the organization's name, the others by its number. */
const people = (list: 'members' | 'outside_collaborators', query: RegExp): Question['spoil'] =>
  answered('github', { path: new RegExp(`^/org(s|anizations)/[^/]+/${list}$`), query });

const everybody = /filter=all(?!.*role=admin)/;

type Instead = NonNullable<Question['instead']>;

/** What every refusal and fault of one answer comes to where the records themselves come from other answers. */
function partial(because: string, others: Instead = {}): Instead {
  const usual = faults.map((id) => [id, { ends: `partial ${cases[id].code}`, because }]);
  return { ...Object.fromEntries(usual), ...others };
}

const nobodyOn: Reason = { because: 'Where all is well, nobody is on this list.' };
const ownersOnly = 'GitHub says with 404 and 422 as well that only an owner may ask this.';

/** Silence about collaborators is believed where both filters of members were answered. */
const unheard = 'Whether GitHub keeps silent about collaborators is seen by what it answers of members.';

/** What may not be seen is answered so, and what is not there. */
const hidden: readonly CaseId[] = ['403', '403 that says the credential back', '404'];

function refused(list: 'members' | 'outside_collaborators'): Outcome & Reason {
  const silent = list === 'members' ? ({ 'outside-collaborators': 'partial denied' } as const) : {};
  return { ends: { [list.replace('_', '-')]: 'partial denied', ...silent }, because: ownersOnly };
}

/** Cases that end the list of members and leave those of collaborators without what they rest on. */
function alsoUnheard(ids: readonly CaseId[]): Instead {
  const ends = (id: CaseId): Outcome['ends'] => ({
    members: `partial ${cases[id].code}` as Ending,
    'outside-collaborators': 'partial not-visible',
  });
  return Object.fromEntries(ids.map((id) => [id, { ends: ends(id), because: unheard }]));
}

const offenders = (list: 'members' | 'outside_collaborators', query: RegExp): Question => ({
  feeds: [list === 'members' ? 'members' : 'outside-collaborators'],
  spoil: people(list, query),
  pages: nobodyOn,
  nobody: nobodyOn,
  field: nobodyOn,
  next: nobodyOn,
  instead: {
    ...partial('Who there is was told by another list.', list === 'members' ? alsoUnheard(faults) : {}),
    ...Object.fromEntries(hidden.map((id) => [id, refused(list)])),
  },
});

/** After these nothing more is asked for the list. */
const endings: readonly CaseId[] = ['401', '429', '429 with a Retry-After beyond patience'];

/** Where the organization is not shown to be the asker's own, silence about its people is not believed. */
const peopleToo = { members: 'partial not-visible', 'outside-collaborators': 'partial not-visible' } as const;
const unshown: Outcome = { ends: { organization: 'partial not-visible', ...peopleToo } };
const ownerUnknown: Instead = Object.fromEntries(
  faults.map((id) => [
    id,
    {
      ends: { organization: `failed ${cases[id].code}`, ...peopleToo },
      because:
        'Of the organization GitHub shows an owner more, and only then are the lists of its people believed.',
    },
  ]),
);

/** Of a document, each answer alone: what is not known of it is null in its record. */
const document = (others: Instead = {}): Instead =>
  partial('The document has its record, with what the other answers say of it.', {
    ...Object.fromEntries(
      hidden.map((id) => [
        id,
        {
          ends: 'partial not-visible' as const,
          because: 'What is not there and what may not be seen look the same.',
        },
      ]),
    ),
    ...others,
  });

export const github: Declaration = {
  connection: 'github',
  apart: { 'consumed-licenses': { because: 'The company belongs to no enterprise: see licenses.test.ts.' } },
  questions: {
    'the organization': {
      feeds: ['organization'],
      spoil: answered('github', { path: /^\/orgs\/[^/]+$/ }),
      ...noList('An organization'),
      field: {
        name: 'two_factor_requirement_enabled',
        missing: unshown,
        null: unshown,
      },
      instead: ownerUnknown,
    },
    members: {
      feeds: ['members'],
      spoil: people('members', everybody),
      pages: 100,
      nobody: { ends: 'partial malformed' },
      field: { name: 'id', missing: { ends: 'partial malformed' }, null: { ends: 'partial malformed' } },
      next: 'address',
      instead: alsoUnheard(endings),
    },
    owners: {
      feeds: ['members'],
      spoil: people('members', /role=admin/),
      pages: 100,
      nobody: { ends: 'partial not-visible' },
      field: { name: 'id', missing: { ends: 'partial malformed' }, null: { ends: 'partial malformed' } },
      next: 'address',
      instead: alsoUnheard(endings),
    },
    'members without a second factor': offenders('members', /filter=2fa_disabled/),
    'members with an insecure one': offenders('members', /filter=2fa_insecure/),
    'outside collaborators': {
      feeds: ['outside-collaborators'],
      spoil: people('outside_collaborators', everybody),
      pages: 100,
      nobody: { ends: 'empty' },
      field: { name: 'id', missing: { ends: 'failed malformed' }, null: { ends: 'failed malformed' } },
      next: 'address',
      instead: {
        'a next link to another host': {
          ends: 'failed malformed',
          because: 'The page itself is not believed when it leads to another host.',
        },
      },
    },
    'collaborators without a second factor': offenders('outside_collaborators', /filter=2fa_disabled/),
    'collaborators with an insecure one': offenders('outside_collaborators', /filter=2fa_insecure/),
    'the last commit of a document': {
      feeds: ['policy-documents'],
      spoil: answered('github', { path: /^\/repos\/[^/]+\/[^/]+\/commits$/ }),
      ...noList('The newest commit alone'),
      field: { name: 'sha', missing: { ends: 'partial malformed' }, null: { ends: 'partial malformed' } },
      instead: document(),
    },
    'what a commit changed': {
      feeds: ['policy-documents'],
      spoil: answered('github', { path: /^\/repos\/[^/]+\/[^/]+\/commits\/[^/]+$/ }),
      ...noList('A commit'),
      field: { name: 'files', missing: { ends: 'partial malformed' }, null: { ends: 'partial malformed' } },
      instead: document(),
    },
    'a document': {
      feeds: ['policy-documents'],
      spoil: answered('github', { path: /^\/repos\/[^/]+\/[^/]+\/contents\// }),
      ...noList('A document'),
      field: { name: 'sha', missing: { ends: 'partial malformed' }, null: { ends: 'partial malformed' } },
      instead: document({
        '404': {
          ends: 'complete',
          bars: ['policies.reviewed'],
          because: 'A document whose history was shown and which is not found is missing.',
        },
        'a page of the wrong shape': {
          ends: 'complete',
          bars: ['policies.reviewed'],
          because: 'A list is what GitHub answers for a folder, which is no document.',
        },
      }),
    },
  },
};
