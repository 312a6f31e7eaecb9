import { describe, expect, test } from '@jest/globals';
import type { GitLabUser, GitLabWorld } from '../../../demo/stand-ins/gitlab/world.ts';
import { type GitLabOptions, startGitLab } from '../../../demo/stand-ins/gitlab.ts';
import { settingsOf } from '../../../lib/declared/settings.ts';
import { gitlab } from '../../../lib/providers/gitlab/declaration.ts';
import { nightOf } from '../declared-night.ts';

const [enforced, enrolled] = ['gitlab.mfa-enforced', 'gitlab.mfa-enrolled'];
const own = 'https://gitlab.acme.example';
const required = { require_two_factor_authentication: true };
const ana = user(1, 'ana');

/** The three ways in which GitLab is asked, each with whose token it takes. */
const ways = {
  'a group of an instance': [{ group: 'acme', server: own }, 'owner'],
  'a group at GitLab.com': [{ group: 'acme' }, 'owner'],
  'a whole instance': [{ instance: true, server: own }, 'administrator'],
} as const;

type Way = keyof typeof ways;
const all = Object.keys(ways) as Way[];

function user(id: number, username: string, traits: Partial<GitLabUser> = {}): GitLabUser {
  return { id, username, two_factor_enabled: true, ...traits };
}

function night(way: Way, world: Partial<GitLabWorld> = {}, options: GitLabOptions = {}) {
  const whole = { group: { full_path: 'acme', ...required }, settings: required, users: [ana], ...world };
  const [keys, viewer] = ways[way];
  const start = (now: () => Date) => startGitLab(() => whole, { now, viewer, ...options });
  return nightOf('gitlab', keys, start, (standIn) => standIn.token());
}

/** By login: where addresses are not shown, subjects are these. */
async function verdicts(way: Way, users: readonly GitLabUser[], options: GitLabOptions = {}) {
  const found = await night(way, { users }, options);
  const of = Object.entries(found.of(enrolled)).map(([who, verdict]) => [who.split('@')[0], verdict]);
  return { ...found, who: Object.fromEntries(of) as Readonly<Record<string, string>> };
}

describe.each(all)('GitLab, %s', (way) => {
  test('passes where it is required and everybody has it', async () => {
    const found = await verdicts(way, [ana, user(2, 'ben')]);
    expect(found.verdicts[enforced]).toBe('pass');
    expect(found.who).toEqual({ ana: 'pass', ben: 'pass' });
    expect(found.documents['gitlab/members']?.completeness).toBe('complete');
  });

  test.each([
    [false, 'fail'],
    [null, 'unknown'],
    [undefined, 'unknown'],
  ] as const)('required: %s is %s', async (given, verdict) => {
    const setting = given === undefined ? {} : { require_two_factor_authentication: given };
    const found = await night(way, { group: { full_path: 'acme', ...setting }, settings: setting });
    expect(found.verdicts[enforced]).toBe(verdict);
  });

  test('somebody without a second factor fails', async () => {
    const { who } = await verdicts(way, [ana, user(2, 'ben', { two_factor_enabled: false })]);
    expect(who).toEqual({ ana: 'pass', ben: 'fail' });
  });

  test.each(['blocked', 'banned', 'ldap_blocked', 'blocked_pending_approval'])(
    'no verdict is about an account that is %s',
    async (state) => {
      const { who } = await verdicts(way, [ana, user(2, 'ben', { state, two_factor_enabled: false })]);
      expect(who).toEqual({ ana: 'pass' });
    },
  );

  test('an account that is deactivated is judged: it comes back by signing in', async () => {
    const { who } = await verdicts(way, [
      ana,
      user(2, 'ben', { state: 'deactivated', two_factor_enabled: false }),
    ]);
    expect(who).toEqual({ ana: 'pass', ben: 'fail' });
  });

  test('an account in a state that nobody knows does not pass', async () => {
    const { who } = await verdicts(way, [ana, user(2, 'ben', { state: 'hibernating' })]);
    expect(who).toEqual({ ana: 'pass', ben: 'unknown' });
  });

  test('no verdict is about the bot of a token', async () => {
    const bot = user(2, 'group_9_bot_4ffca233d8298ea1', { bot: true, two_factor_enabled: false });
    const found = await verdicts(way, [ana, bot]);
    expect(found.who).toEqual({ ana: 'pass' });
    expect(found.documents['gitlab/members']?.population?.strata).toMatchObject({ service: 1 });
  });

  test('a total beyond what is listed leaves nothing to pass', async () => {
    const found = await night(way, {}, { counted: 7 });
    expect(found.documents['gitlab/members']?.problem?.code).toBe('truncated');
    expect(found.verdicts[enrolled]).toBe('unknown');
    expect((await night(way, {}, { counted: null })).verdicts[enrolled]).toBe('pass');
  });
});

describe('GitLab', () => {
  test('shows second factors to owners alone: of others’ tokens they are hidden', async () => {
    const found = await night('a group of an instance', {}, { viewer: 'member' });
    expect(found.documents['gitlab/members']?.problem?.code).toBe('not-visible');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });

  test('shows the second factors and settings of an instance to administrators alone', async () => {
    const found = await night('a whole instance', {}, { viewer: 'member' });
    expect(found.documents['gitlab/members']?.problem?.code).toBe('not-visible');
    expect(found.documents['gitlab/organization']?.problem?.code).toBe('denied');
    expect(found.verdicts).toMatchObject({ [enforced]: 'unknown', [enrolled]: 'unknown' });
  });

  test('at GitLab.com, a member who is no account of the company is listed, and known as far as members are', async () => {
    const outside = { enterprise: false };
    const { who } = await verdicts('a group at GitLab.com', [
      ana,
      user(2, 'ben', { ...outside, two_factor_enabled: null }),
      user(3, 'eve', { ...outside, two_factor_enabled: false }),
    ]);
    expect(who).toEqual({ ana: 'pass', ben: 'unknown', eve: 'fail' });
  });

  test('at GitLab.com, a token that is no owner’s is denied', async () => {
    const found = await night('a group at GitLab.com', {}, { viewer: 'member' });
    expect(found.documents['gitlab/members']?.problem?.code).toBe('denied');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });

  test('no verdict is about a member who waits for a seat', async () => {
    const waiting = user(2, 'ben', { membership_state: 'awaiting', two_factor_enabled: false });
    expect((await verdicts('a group of an instance', [ana, waiting])).who).toEqual({ ana: 'pass' });
  });

  test('keys of other services in an instance’s settings are kept nowhere', async () => {
    const key = 'akismet-key-of-the-instance';
    const found = await night('a whole instance', { settings: { ...required, akismet_api_key: key } });
    expect(found.verdicts[enforced]).toBe('pass');
    expect(JSON.stringify(found.texts)).toContain('require_two_factor_authentication');
    expect(JSON.stringify(found.texts)).not.toContain(key);
  });

  test.each([
    [{ group: 'acme' }, true],
    [{ group: 'acme/crew', server: own }, true],
    [{ instance: true, server: own }, true],
    [{}, false],
    [{ instance: true }, false],
    [{ group: 'acme', instance: true, server: own }, false],
    [{ group: '9' }, false],
  ] as const)('takes a group or an instance: %j', (given, right) => {
    expect(settingsOf(gitlab.settings, gitlab.disagree).safeParse(given).success).toBe(right);
  });
});
