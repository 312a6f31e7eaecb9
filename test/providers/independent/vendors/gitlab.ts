import { byCursor, linkTo } from '../paging.ts';
import { type Answer, type Asked, type Company, epoch, gone, type Json, ok, type Vendor } from '../vendor.ts';

const key = 'glpat-madeUpToken0123456789';

/** From docs.gitlab.com/api: Groups, Group members, Enterprise users, Users, Application settings, pagination; and its rate limits. */
function user(name: string): Json {
  return {
    id: Number.parseInt(Buffer.from(name).toString('hex').slice(-10), 16),
    username: name,
    public_email: '',
    name,
    state: 'active',
    locked: false,
    avatar_url: null,
    web_url: `https://gitlab.acme.example/${name}`,
    created_at: '2025-01-15T10:30:00.000Z',
    bio: '',
    bot: false,
    last_sign_in_at: '2026-11-20T08:00:00.000Z',
    confirmed_at: '2025-01-15T10:31:00.000Z',
    last_activity_on: '2026-11-20',
    email: `${name}@acme.example`,
    projects_limit: 10,
    current_sign_in_at: '2026-11-20T08:00:00.000Z',
    identities: [],
    can_create_group: true,
    can_create_project: true,
    two_factor_enabled: true,
    external: false,
    private_profile: false,
    commit_email: `${name}@acme.example`,
  };
}

function listed(asked: Asked, people: readonly Json[]): Answer {
  const { page, next, total } = byCursor(asked, people, asked.query.get('page') ?? asked.query.get('cursor'));
  const name = asked.query.get('pagination') === 'keyset' ? 'cursor' : 'page';
  const link: Record<string, string> =
    next === null ? {} : { link: `<${linkTo(asked, name, next)}>; rel="next"`, 'x-next-page': next };
  return ok(page, { 'x-per-page': '2', 'x-total': String(total), ...link });
}

/** As in the list of members of a group, to one of its owners. */
function asMember({
  id,
  username,
  name,
  state,
  locked,
  avatar_url,
  web_url,
  created_at,
  ...rest
}: Json): Json {
  const { two_factor_enabled, access_level = 30, membership_state = 'active' } = rest;
  const shown = two_factor_enabled === undefined ? {} : { two_factor_enabled };
  const same = { id, username, public_email: '', name, state, locked, avatar_url, web_url, created_at };
  return { ...same, access_level, membership_state, expires_at: null, ...shown };
}

function ofGroup(asked: Asked, company: Company) {
  if (asked.path === '/api/v4/groups/acme') return ok(company.group);
  if (/^\/api\/v4\/groups\/(acme|9)\/members(\/all)?$/.test(asked.path))
    return listed(asked, company.people.map(asMember));
  if (!/^\/api\/v4\/groups\/(acme|9)\/enterprise_users$/.test(asked.path)) return null;
  const wanted = asked.query.get('two_factor');
  const people = company.people.filter(
    ({ two_factor_enabled: has }) => wanted === null || (wanted === 'enabled') === has,
  );
  return listed(asked, people);
}

function ofInstance(asked: Asked, company: Company) {
  if (asked.path === '/api/v4/application/settings') return ok(company.settings);
  return asked.path === '/api/v4/users' ? listed(asked, company.people) : null;
}

const shared = {
  provider: 'gitlab',
  credential: key,
  controls: ['mfa-enforced', 'mfa-enrolled'],
  ofPeople: ['mfa-enrolled'],
  person: (at: number) => user(`person${at}`),
  without: { two_factor_enabled: false },
  numbered: null,
  links: 'also' as const,
  admits: (asked: Asked) =>
    asked.header('private-token') === key || asked.header('authorization') === `Bearer ${key}`,
  refusals: {
    unauthenticated: { status: 401, body: { message: '401 Unauthorized' } },
    denied: { status: 403, body: { message: '403 Forbidden' } },
    missing: { status: 404, body: { message: '404 Group Not Found' } },
    limited: (now: Date, seconds: number) => ({
      status: 429,
      headers: {
        'ratelimit-limit': '60',
        'ratelimit-name': 'throttle_authenticated_api',
        'ratelimit-observed': '61',
        'ratelimit-remaining': '0',
        'ratelimit-reset': epoch(now, seconds),
        'retry-after': String(seconds),
      },
      body: 'Retry later\n',
    }),
  },
  saysHowLong: true,
  tellsTotal: true,
};

const none = { 'people.1.two_factor_enabled': false };
const traps: Vendor['traps'] = {
  'somebody has none': { change: none, gives: { 'mfa-enrolled': 'fail' } },
  'whether anybody has one is not shown, as to one who is no owner': {
    change: {
      'people.0.two_factor_enabled': gone,
      'people.1.two_factor_enabled': gone,
      'people.2.two_factor_enabled': gone,
    },
    gives: { 'mfa-enrolled': 'unknown' },
  },
  'whether somebody has one is not shown': {
    change: { 'people.1.two_factor_enabled': gone },
    gives: { 'mfa-enrolled': 'unknown' },
  },
  'somebody without one is blocked': { change: { ...none, 'people.1.state': 'blocked' }, gives: {} },
  'a state is a word that nobody knows': {
    change: { ...none, 'people.1.state': 'resting' },
    gives: { 'mfa-enrolled': 'fail' },
  },
};

export const gitlabGroup: Vendor = {
  ...shared,
  keys: { group: 'acme' },
  company: () => ({
    group: {
      id: 9,
      name: 'Acme',
      path: 'acme',
      full_name: 'Acme',
      full_path: 'acme',
      visibility: 'private',
      parent_id: null,
      require_two_factor_authentication: true,
      two_factor_grace_period: 48,
    },
    people: [user('ana'), user('ben'), user('eve')],
  }),
  answer: ofGroup,
  endpoints: {
    group: { path: /\/groups\/acme(\?|$)/, bars: ['mfa-enforced'] },
    members: { path: /\/members/, bars: ['mfa-enrolled'] },
  },
  traps: {
    ...traps,
    'it is not required': {
      change: { 'group.require_two_factor_authentication': false },
      gives: { 'mfa-enforced': 'fail' },
    },
    'whether it is required is not shown': {
      change: { 'group.require_two_factor_authentication': gone },
      gives: { 'mfa-enforced': 'unknown' },
    },
    'another group answers': { change: { 'group.full_path': 'other' }, gives: { 'mfa-enforced': 'unknown' } },
    'somebody without one awaits admission': {
      change: { ...none, 'people.1.membership_state': 'awaiting' },
      gives: {},
    },
  },
};

export const gitlabInstance: Vendor = {
  ...shared,
  keys: { instance: true, server: 'https://gitlab.acme.example' },
  company: () => ({
    settings: {
      id: 1,
      require_two_factor_authentication: true,
      two_factor_grace_period: 48,
      require_admin_two_factor_authentication: false,
      signup_enabled: false,
    },
    people: [
      user('ana'),
      user('ben'),
      user('eve'),
      { ...user('project_1_bot'), bot: true, two_factor_enabled: false },
    ],
  }),
  answer: ofInstance,
  endpoints: {
    settings: { path: /\/application\/settings(\?|$)/, bars: ['mfa-enforced'] },
    users: { path: /\/users(\?|$)/, bars: ['mfa-enrolled'] },
  },
  traps: {
    ...traps,
    'it is not required': {
      change: { 'settings.require_two_factor_authentication': false },
      gives: { 'mfa-enforced': 'fail' },
    },
    'it is required of administrators alone': {
      change: {
        'settings.require_two_factor_authentication': false,
        'settings.require_admin_two_factor_authentication': true,
      },
      gives: { 'mfa-enforced': 'fail' },
    },
    'whether it is required is not shown': {
      change: { 'settings.require_two_factor_authentication': gone },
      gives: { 'mfa-enforced': 'unknown' },
    },
  },
};
