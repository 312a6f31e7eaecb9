import type { Deed } from '../../../../demo/stand-ins/serve/misbehaviour.ts';
import { misbody } from '../../../../demo/stand-ins/serve/misshape.ts';
import type { ProblemCode } from '../../../../lib/evidence/problem.ts';
import type { CaseId } from '../cases.ts';
import { answered, type Declaration, noList, type Question, type Reason } from '../declaration.ts';

const aFile: Reason = { because: 'The vaults come from a file that a person exported: nothing is asked.' };

/** What can be wrong with an answer and not with a file. */
const asked: readonly CaseId[] = [
  '401',
  '403',
  '403 that says the credential back',
  '429',
  '429 with a Retry-After beyond patience',
  '429 with a Retry-After within patience',
  '500',
  'a closed connection',
  'a redirect to another host',
];

function spoiltExport(deed: Deed): ((content: string) => string) | null {
  switch (deed.do) {
    case 404:
      return null;
    case 'cut':
      return (content) => content.slice(0, content.length / 2);
    case 'not-json':
      return () => '<html><body>Be right back.</body></html>';
    case 'large-body':
      return (content) => content + ' '.repeat(40_000_000);
    default:
      return (content) => JSON.stringify(misbody(deed, JSON.parse(content)));
  }
}

const feed = (name: 'auditevents' | 'signinattempts', field: string): Question => ({
  feeds: ['events'],
  spoil: answered('onepassword', { path: `/api/v2/${name}` }),
  pages: 1_000,
  nobody: { ends: 'complete' },
  field: { name: field, missing: { ends: 'partial malformed' }, null: { ends: 'partial malformed' } },
  next: 'token',
});

const withoutDate = 'Events are then read from the day before on, because no export says from when.';

const lost = (code: ProblemCode) =>
  ({ vaults: `failed ${code}`, 'vault-access': `failed ${code}`, events: 'complete' }) as const;

export const onepassword: Declaration = {
  connection: 'onepassword',
  questions: {
    'a token for users': {
      feeds: ['users'],
      spoil: answered('onepassword', { path: '/v1beta1/users/oauth2/token' }),
      ...noList('A token'),
      field: {
        name: 'access_token',
        missing: { ends: 'failed malformed' },
        null: { ends: 'failed malformed' },
      },
    },
    users: {
      feeds: ['users'],
      spoil: answered('onepassword', { path: /^\/v1beta1\/accounts\/[^/]+\/users$/ }),
      pages: 1_000,
      nobody: { ends: 'failed not-visible' },
      field: {
        name: 'state',
        missing: { ends: 'complete', bars: ['people.leavers-have-no-access'] },
        null: { ends: 'complete', bars: ['people.leavers-have-no-access'] },
      },
      next: 'token',
    },
    'the export of vaults': {
      feeds: ['vaults', 'vault-access'],
      spoil: (company, rule) => company.spoilExport(spoiltExport(rule)),
      pages: aFile,
      nobody: aFile,
      field: {
        name: 'permissions',
        missing: { ends: { vaults: 'complete', 'vault-access': 'partial not-visible' } },
        null: { ends: { vaults: 'complete', 'vault-access': 'partial not-visible' } },
      },
      next: aFile,
      instead: {
        ...Object.fromEntries(asked.map((id) => [id, aFile])),
        '404': { ends: lost('not-configured'), because: 'Nobody made an export.' },
        'an answer of 40 MB': { ends: lost('not-configured'), because: 'A file that large is not read.' },
        'half an answer': { ends: lost('malformed'), because: 'A file that breaks off is no JSON.' },
        'a page that is no JSON': { ends: lost('malformed'), because: withoutDate },
        'a page of the wrong shape': { ends: lost('malformed'), because: withoutDate },
      },
    },
    'audit events': {
      ...feed('auditevents', 'uuid'),
      // Who has which vault is worked out of the export and of what was told since.
      bearing: { vaults: 'partial not-visible', 'vault-access': 'partial not-visible' },
    },
    'sign-ins': feed('signinattempts', 'timestamp'),
  },
};
