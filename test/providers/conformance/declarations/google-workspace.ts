import { answered, type Declaration, noList } from '../declaration.ts';

const directory = '/admin/directory/v1';
const all = ['org-units', 'users', 'two-step-policies', 'groups', 'app-grants', 'saml-sign-ins'] as const;
const log = '/admin/reports/v1/activity/users/all/applications';
const none = 'Nobody at the company has ended one, so that the list is empty.';
const onePage = 'The company’s logs have one page; two are tried in reports.test.ts.';

const noToken = 'Whoever is given no token is not known to Google, whatever the status.';
const oneAnswer = 'Google gives the units in one answer.';

export const googleWorkspace: Declaration = {
  connection: 'google',
  apart: {
    usage: { because: 'It is held against earlier nights, which one night has not: see usage.test.ts.' },
  },
  questions: {
    'a token': {
      feeds: all,
      spoil: answered('google', { path: '/token' }),
      ...noList('A token'),
      field: {
        name: 'access_token',
        missing: { ends: 'failed malformed' },
        null: { ends: 'failed malformed' },
      },
      instead: {
        '403': { ends: 'failed unauthenticated', because: noToken },
        '403 that says the credential back': { ends: 'failed unauthenticated', because: noToken },
      },
    },
    users: {
      feeds: ['users'],
      spoil: answered('google', { path: `${directory}/users` }),
      pages: 500,
      nobody: { ends: 'empty', bars: ['google-workspace.mfa-enrolled', 'people.leavers-have-no-access'] },
      field: {
        name: 'isEnrolledIn2Sv',
        missing: { ends: 'complete', bars: ['google-workspace.mfa-enrolled'] },
        null: { ends: 'complete', bars: ['google-workspace.mfa-enrolled'] },
      },
      next: 'token',
    },
    'organizational units': {
      feeds: ['org-units'],
      spoil: answered('google', { path: `${directory}/customer/my_customer/orgunits` }),
      pages: { because: oneAnswer },
      nobody: { because: 'Every customer has the unit at the top, and the answer is no page of a list.' },
      field: {
        name: 'orgUnitPath',
        missing: { ends: 'failed malformed' },
        null: { ends: 'failed malformed' },
      },
      next: { because: oneAnswer },
    },
    policies: {
      feeds: ['two-step-policies'],
      spoil: answered('google', { path: '/v1/policies' }),
      pages: 100,
      nobody: { ends: { 'two-step-policies': 'failed not-visible', groups: 'complete' } },
      field: {
        name: 'setting',
        missing: { ends: { 'two-step-policies': 'failed malformed', groups: 'complete' } },
        null: { ends: { 'two-step-policies': 'failed malformed', groups: 'complete' } },
      },
      next: 'token',
    },
    groups: {
      feeds: ['groups'],
      spoil: answered('google', { path: `${directory}/groups` }),
      pages: 200,
      nobody: { ends: 'failed not-visible' },
      field: { name: 'email', missing: { ends: 'failed not-visible' }, null: { ends: 'failed not-visible' } },
      next: 'token',
    },
    'members of a group': {
      feeds: ['groups'],
      spoil: answered('google', { path: new RegExp(`^${directory}/groups/[^/]+/members$`) }),
      pages: 200,
      nobody: { ends: 'complete', bars: [] },
      field: { name: 'type', missing: { ends: 'partial malformed' }, null: { ends: 'partial malformed' } },
      next: 'token',
    },
    'applications that were let in': {
      feeds: ['app-grants'],
      spoil: answered('google', { path: `${log}/token`, query: /eventName=authorize/ }),
      pages: { because: onePage },
      nobody: { ends: 'empty', bars: [] },
      field: {
        name: 'parameters',
        missing: { ends: 'failed malformed' },
        null: { ends: 'failed malformed' },
      },
      next: 'token',
    },
    'applications that were ended': {
      feeds: ['app-grants'],
      spoil: answered('google', { path: `${log}/token`, query: /eventName=revoke/ }),
      pages: { because: onePage },
      nobody: { because: none },
      field: { because: none },
      next: { because: none },
    },
    'sign-ins by SAML': {
      feeds: ['saml-sign-ins'],
      spoil: answered('google', { path: `${log}/saml` }),
      pages: { because: onePage },
      nobody: { ends: 'empty', bars: [] },
      field: {
        name: 'parameters',
        missing: { ends: 'failed malformed' },
        null: { ends: 'failed malformed' },
      },
      next: 'token',
    },
  },
};
