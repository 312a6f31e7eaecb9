import { answered, type Declaration, noList } from '../declaration.ts';

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
    },
    tokens: {
      feeds: ['account'],
      spoil: answered('npm', { path: '/-/npm/v1/tokens' }),
      pages: 1,
      nobody: { ends: 'partial truncated' },
      field: {
        name: 'bypass_2fa',
        missing: { ends: 'complete', bars: ['npm.mfa-required'] },
        null: { ends: 'complete', bars: ['npm.mfa-required'] },
      },
      next: 'address',
    },
  },
};
