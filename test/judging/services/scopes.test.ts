import { describe, expect, test } from '@jest/globals';
import { allowedText, breadthOf, isSigningInOnly } from '../../../lib/judging/services/scopes.ts';

const google = (scope: string) => `https://www.googleapis.com/auth/${scope}`;
const signIn = [
  'openid',
  'email',
  'profile',
  google('userinfo.email'),
  google('userinfo.profile'),
  google('plus.me'),
];

test('An application that learns who somebody is, and no more, signs in', () => {
  for (const scopes of [signIn, ...signIn.map((scope) => [scope])]) {
    expect([isSigningInOnly(scopes), breadthOf(scopes)]).toEqual([true, 'sign-in']);
    expect(allowedText(scopes)).toBe('may learn who somebody is, and no more');
  }
  expect(isSigningInOnly([...signIn, google('drive.file')])).toBe(false);
});

test('What the log does not say is unknown', () => {
  for (const scopes of [null, []]) {
    expect([isSigningInOnly(scopes), breadthOf(scopes)]).toEqual([false, 'unknown']);
    expect(allowedText(scopes)).toBe('has rights that the log does not name');
  }
});

test('Files that it made itself are limited, and are named without what it learns of the person', () => {
  const scopes = ['openid', google('tasks'), google('drive.file'), google('userinfo.email')];
  expect(breadthOf(scopes)).toBe('limited');
  expect(allowedText(scopes)).toBe('may drive.file, tasks');
});

describe('A whole of something is broad', () => {
  test.each([
    ['https://mail.google.com/', 'mail'],
    [google('gmail.readonly'), 'mail'],
    [google('drive'), 'all files'],
    [google('drive.readonly'), 'all files'],
    [google('spreadsheets'), 'documents'],
    [google('calendar.events'), 'calendars'],
    ['https://www.google.com/m8/feeds', 'contacts'],
    [google('chat.messages'), 'chats'],
    [google('directory.readonly'), 'the directory of people'],
    [google('admin.directory.user'), 'the administration of Google Workspace'],
    [google('apps.groups.settings'), 'the administration of Google Workspace'],
    [google('cloud-platform'), 'Google Cloud'],
    [google('script.projects'), 'scripts that act for the person'],
    [google('ediscovery'), 'archived mail and files'],
  ])('%s: %s', (scope, what) => {
    expect(breadthOf(['openid', scope])).toBe('broad');
    expect(allowedText([scope])).toBe(`may read${scope.endsWith('.readonly') ? '' : ' and change'} ${what}`);
  });

  test.each(['drive.file', 'drive.appdata', 'drive.install', 'drivers', 'gmailish', 'tasks'])(
    '%s is not',
    (name) => {
      expect(breadthOf([google(name)])).toBe('limited');
    },
  );

  test('and is said with what it may change before what it may only read', () => {
    const scopes = [
      google('calendar.readonly'),
      google('drive'),
      google('drive.readonly'),
      google('contacts'),
    ];
    expect(allowedText(scopes)).toBe('may read and change all files and contacts; may read calendars');
  });
});
