import { answered, type Declaration, noList } from '../declaration.ts';

export const cloudflare: Declaration = {
  connection: 'cloudflare',
  questions: {
    'the account': {
      feeds: ['account'],
      spoil: answered('cloudflare', { path: /^\/client\/v4\/accounts\/[^/]+$/ }),
      ...noList('An account'),
      field: {
        name: 'enforce_twofactor',
        missing: { ends: 'partial not-visible' },
        null: { ends: 'partial not-visible' },
      },
    },
    members: {
      feeds: ['members'],
      spoil: answered('cloudflare', { path: /^\/client\/v4\/accounts\/[^/]+\/members$/ }),
      pages: 50,
      nobody: { ends: 'failed truncated' },
      field: {
        name: 'two_factor_authentication_enabled',
        missing: { ends: 'partial not-visible' },
        null: { ends: 'partial not-visible' },
      },
      next: { because: 'Cloudflare numbers its pages.' },
      instead: {
        'an empty page before the last': {
          ends: 'partial truncated',
          because:
            'Cloudflare numbers its pages and counts the members: who was on an empty page is missing.',
        },
      },
    },
  },
};
