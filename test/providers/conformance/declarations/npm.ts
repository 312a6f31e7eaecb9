import type { CaseId } from '../cases.ts';
import { answered, type Declaration, noList, type Outcome, type Reason } from '../declaration.ts';

const tokens = answered('npm', { path: '/-/npm/v1/tokens' });

const refusals: readonly CaseId[] = ['403', '403 that says the credential back', '404'];
const nameless: Outcome & Reason = {
  ends: 'complete',
  renamed: true,
  because: 'npm does not tell every token whose it is; the record then has no name.',
};
const mayNotList: Outcome & Reason = {
  ends: 'complete',
  because: 'npm asks for a sign-in before it lists tokens: the record says that they are not shown.',
};

export const npm: Declaration = {
  connection: 'npm',
  questions: {
    members: {
      feeds: ['members'],
      spoil: answered('npm', { path: /^\/-\/org\/[^/]+\/user$/ }),
      ...noList('An object of names'),
      field: {
        name: 'inesv',
        missing: { ends: 'complete' },
        null: { ends: 'partial malformed' },
      },
    },
    packages: {
      feeds: ['packages'],
      spoil: answered('npm', { path: /^\/-\/org\/[^/]+\/package$/ }),
      ...noList('An object of names'),
      field: {
        name: '@fathom-ferries/tides',
        missing: { ends: 'complete' },
        null: { ends: 'partial malformed' },
      },
    },
    'whose token it is': {
      feeds: ['account'],
      spoil: answered('npm', { path: '/-/whoami' }),
      ...noList('A name'),
      field: {
        name: 'username',
        missing: { ends: 'failed malformed' },
        null: { ends: 'failed malformed' },
      },
      instead: Object.fromEntries(refusals.map((id) => [id, nameless])),
    },
    tokens: {
      feeds: ['account'],
      spoil: tokens,
      // All pages together are one record.
      pages: 1,
      nobody: { ends: 'partial truncated' },
      field: {
        name: 'bypass_2fa',
        missing: { ends: 'complete', bars: ['npm.mfa-required'] },
        null: { ends: 'complete', bars: ['npm.mfa-required'] },
      },
      next: 'address',
      instead: {
        'an empty page before the last': {
          ends: 'partial truncated',
          because: 'npm numbers its pages and counts the tokens: those of an empty page are missing.',
        },
        'a next link to another host': {
          ends: 'complete',
          because: 'Of the address only the query is taken, so that the list goes on where it is.',
        },
      },
    },
    'the first page of tokens': {
      feeds: ['account'],
      spoil: (company, rule) => tokens(company, { ...rule, onPage: 1 }),
      ...noList('One page'),
      field: { because: 'The list of tokens is tried with a field.' },
      instead: Object.fromEntries([...refusals, '401' as const].map((id) => [id, mayNotList])),
    },
  },
};
