import { answered, type Declaration, noList, type Question } from '../declaration.ts';

/** Page one is asked by the organization's name, the others by its number. */
const people = (list: 'members' | 'outside_collaborators', query: RegExp): Question['spoil'] =>
  answered('github', { path: new RegExp(`^/org(s|anizations)/[^/]+/${list}$`), query });

const everybody = /filter=all(?!.*role=admin)/;
const offenders = 'Where all is well, nobody is on it.';
const noPages = { because: offenders };

const offendersIn = (list: 'members' | 'outside_collaborators', query: RegExp): Question => ({
  feeds: [list === 'members' ? 'members' : 'outside-collaborators'],
  spoil: people(list, query),
  pages: noPages,
  nobody: noPages,
  field: noPages,
  next: 'address',
});

export const github: Declaration = {
  connection: 'github',
  questions: {
    'the organization': {
      feeds: ['organization'],
      spoil: answered('github', { path: /^\/orgs\/[^/]+$/ }),
      ...noList('An organization'),
      field: {
        name: 'two_factor_requirement_enabled',
        missing: { ends: 'partial not-visible' },
        null: { ends: 'partial not-visible' },
      },
    },
    members: {
      feeds: ['members'],
      spoil: people('members', everybody),
      pages: 100,
      nobody: { ends: 'partial not-visible' },
      field: { name: 'id', missing: { ends: 'partial malformed' }, null: { ends: 'partial malformed' } },
      next: 'address',
    },
    owners: {
      feeds: ['members'],
      spoil: people('members', /role=admin/),
      pages: 100,
      nobody: { ends: 'partial not-visible' },
      field: { name: 'id', missing: { ends: 'partial malformed' }, null: { ends: 'partial malformed' } },
      next: 'address',
    },
    'members without a second factor': offendersIn('members', /filter=2fa_disabled/),
    'members with an insecure one': offendersIn('members', /filter=2fa_insecure/),
    'outside collaborators': {
      feeds: ['outside-collaborators'],
      spoil: people('outside_collaborators', everybody),
      pages: 100,
      nobody: { ends: 'empty' },
      field: { name: 'id', missing: { ends: 'failed malformed' }, null: { ends: 'failed malformed' } },
      next: 'address',
    },
    'collaborators without a second factor': offendersIn('outside_collaborators', /filter=2fa_disabled/),
    'collaborators with an insecure one': offendersIn('outside_collaborators', /filter=2fa_insecure/),
    'the last commit of a document': {
      feeds: ['policy-documents'],
      spoil: answered('github', { path: /^\/repos\/[^/]+\/[^/]+\/commits$/ }),
      ...noList('The newest commit alone'),
      field: { name: 'sha', missing: { ends: 'partial malformed' }, null: { ends: 'partial malformed' } },
    },
    'what a commit changed': {
      feeds: ['policy-documents'],
      spoil: answered('github', { path: /^\/repos\/[^/]+\/[^/]+\/commits\/[^/]+$/ }),
      ...noList('A commit'),
      field: { name: 'files', missing: { ends: 'partial malformed' }, null: { ends: 'partial malformed' } },
    },
    'a document': {
      feeds: ['policy-documents'],
      spoil: answered('github', { path: /^\/repos\/[^/]+\/[^/]+\/contents\// }),
      ...noList('A document'),
      field: { name: 'content', missing: { ends: 'partial malformed' }, null: { ends: 'partial malformed' } },
    },
  },
};
