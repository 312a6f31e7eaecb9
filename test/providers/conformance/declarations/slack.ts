import { faults } from '../cases.ts';
import { answered, type Declaration, noList, type Outcome, type Reason } from '../declaration.ts';

/** Who asks is told in the evidence, and by nothing else. */
const hinders: Outcome & Reason = { ends: 'complete', because: 'Not to know who asks hinders nothing.' };

export const slack: Declaration = {
  connection: 'slack',
  questions: {
    'whose token it is': {
      feeds: ['team', 'users'],
      spoil: answered('slack', { path: '/api/auth.test' }),
      ...noList('Whose token it is'),
      field: { name: 'user_id', missing: { ends: 'complete' }, null: { ends: 'complete' } },
      instead: Object.fromEntries(faults.map((id) => [id, hinders])),
    },
    'the workspace': {
      feeds: ['team'],
      spoil: answered('slack', { path: '/api/team.info' }),
      ...noList('A workspace'),
      field: { name: 'id', missing: { ends: 'failed malformed' }, null: { ends: 'failed malformed' } },
    },
    users: {
      feeds: ['users'],
      spoil: answered('slack', { path: '/api/users.list' }),
      pages: 200,
      nobody: { ends: 'failed not-visible' },
      field: {
        name: 'has_2fa',
        missing: { ends: 'partial not-visible' },
        null: { ends: 'partial not-visible' },
      },
      next: 'token',
    },
  },
};
