import {
  applicationRule,
  enrolment,
  type OktaWorld,
  sessionRule,
} from '../../../../demo/stand-ins/okta/world.ts';
import { startOkta } from '../../../../demo/stand-ins/okta.ts';
import { oktaCollector } from '../../../../lib/providers/okta/collect/index.ts';
import { okta as declared } from '../../../../lib/providers/okta/declaration.ts';
import { anyProvider } from '../../../../lib/providers/provider.ts';
import { answered, type Declaration, type Question } from '../declaration.ts';
import { crew, mail, tried } from '../declared.ts';

/** Each person is a question more, so that a page of few is as good as one of 200. */
const usersOnPage = 20;

const world: OktaWorld = {
  domain: 'acme.okta.example',
  users: crew(usersOnPage + 5).map((name) => ({ id: `00u${name}`, login: mail(name) })),
  policies: [
    enrolment('Everyone', { okta_verify: 'REQUIRED' }),
    { id: 'Session', type: 'OKTA_SIGN_ON', rules: [sessionRule('any', false)] },
    { id: 'Applications', type: 'ACCESS_POLICY', rules: [applicationRule('any', '2FA')] },
  ],
};

const alwaysOne = { ends: 'partial not-visible' } as const;
const onePage = { because: 'An organization has few policies, and Okta gives them on one page.' };

/** Policies of one type. */
const together = 'Policies are kept together or not at all, because of some of them nothing follows.';
const unending = {
  'a next link to another host': { ends: 'failed malformed', because: together },
  'a list without an end': { ends: 'failed truncated', because: together },
} as const;

function policies(type: string, nobody: Question['nobody'], instead: Question['instead'] = {}): Question {
  return {
    feeds: ['policies'],
    spoil: answered('okta', { path: /\/policies$/, query: new RegExp(`type=${type}`) }),
    pages: onePage,
    nobody,
    field: {
      name: 'status',
      missing: { ends: 'complete', bars: ['okta.mfa-enforced'] },
      null: { ends: 'complete', bars: ['okta.mfa-enforced'] },
    },
    next: 'address',
    instead: { ...unending, ...instead },
  };
}

const table = tried({
  connection: 'okta',
  alone: {
    keys: { domain: world.domain },
    people: world.users.flatMap(({ id, login }) => [id, login]),
    async start(now) {
      const standIn = await startOkta(() => world, { now, perMinute: 1_000_000, usersOnPage });
      return { standIn, credential: standIn.token() };
    },
  },
  organization: null,
  members: { path: /\/users$/, pages: usersOnPage, field: 'status', next: 'address', instead: {} },
  more: {
    'policies of enrolment': policies('MFA_ENROLL', alwaysOne),
    'policies of the session': {
      ...policies('OKTA_SIGN_ON', alwaysOne),
      field: { because: 'Applications are guarded, so that no verdict rests on the session.' },
    },
    'policies of applications': policies('ACCESS_POLICY', { ends: 'complete' }),
    'rules of a policy': {
      feeds: ['policies'],
      spoil: answered('okta', { path: /\/policies\/Session\/rules$/ }),
      pages: onePage,
      nobody: { ends: 'complete' },
      field: {
        because: 'Applications are guarded as well, so that no verdict rests on one rule of the session.',
      },
      next: 'address',
      instead: unending,
    },
    'factors of a person': {
      feeds: ['members'],
      spoil: answered('okta', { path: /\/users\/00uhand0003\/factors$/ }),
      pages: { because: 'Okta gives the factors of a person at once.' },
      nobody: { ends: 'complete', bars: ['okta.mfa-enrolled'] },
      field: {
        name: 'status',
        missing: { ends: 'complete', bars: ['okta.mfa-enrolled'] },
        null: { ends: 'complete', bars: ['okta.mfa-enrolled'] },
      },
      next: { because: 'Okta gives the factors of a person at once.' },
      instead: {
        'a page of the wrong shape': {
          ends: 'complete',
          bars: ['okta.mfa-enrolled'],
          because: 'What is no list of factors tells nothing of the one person.',
        },
      },
    },
  },
});

/** A list without an end is asked for on and on, beyond what is allowed in a minute. */
export const okta: Declaration = {
  ...table,
  hurried: anyProvider(oktaCollector({ ...declared, limits: { ...declared.limits, perMinute: null } })),
};
