import { asNumber, bySkip } from '../paging.ts';
import { type Asked, type Company, gone, type Json, ok, type Vendor } from '../vendor.ts';

const keys = {
  apiKey: 'made-up-api-key-0123456789abcdef',
  applicationKey: 'made-up-application-key-0123456789',
};

/** From DataDog/datadog-api-client-go: UsersResponse, User, UserAttributes; limits: docs.datadoghq.com/api/latest/rate-limits. */
function user(name: string): Json {
  return {
    type: 'users',
    id: `00000000-0000-4000-8000-${name}`,
    attributes: {
      name,
      handle: `${name}@acme.example`,
      created_at: '2025-01-15T10:30:00.000000+00:00',
      modified_at: '2026-01-15T10:30:00.000000+00:00',
      email: `${name}@acme.example`,
      icon: '',
      title: null,
      verified: true,
      service_account: false,
      disabled: false,
      allowed_login_methods: [],
      status: 'Active',
      last_login_time: '2026-11-20T10:30:00.000000+00:00',
      mfa_enabled: true,
      uuid: `00000000-0000-4000-8000-${name}`,
    },
    relationships: {
      roles: { data: [{ type: 'roles', id: 'r1' }] },
      org: { data: { type: 'orgs', id: 'o1' } },
    },
  };
}

function answer(asked: Asked, company: Company) {
  if (asked.path !== '/api/v2/users') return null;
  const size = asNumber(asked.query.get('page[size]'), 10, 100);
  const from = asNumber(asked.query.get('page[number]'), 0) * size;
  const { page, total } = bySkip(asked, company.people, from, size);
  const role = { type: 'roles', id: 'r1', attributes: { name: 'Datadog Admin Role' } };
  return ok({
    data: page,
    included: [role],
    meta: { page: { total_count: total, total_filtered_count: total } },
  });
}

const none = { 'people.1.attributes.mfa_enabled': false };

export const datadog: Vendor = {
  provider: 'datadog',
  keys: { site: 'datadoghq.eu' },
  credential: JSON.stringify(keys),
  controls: ['mfa-enrolled'],
  ofPeople: ['mfa-enrolled'],
  company: () => ({ people: [user('ana'), user('ben'), user('eve')] }),
  person: (at) => user(`person${at}`),
  without: { 'attributes.mfa_enabled': false },
  numbered: 100,
  links: 'none',
  admits: (asked) =>
    asked.header('dd-api-key') === keys.apiKey && asked.header('dd-application-key') === keys.applicationKey,
  answer,
  refusals: {
    unauthenticated: { status: 401, body: { errors: ['Unauthorized'] } },
    denied: { status: 403, body: { errors: ['Forbidden'] } },
    missing: { status: 404, body: { errors: ['Not found'] } },
    limited: (_, seconds) => ({
      status: 429,
      headers: {
        'x-ratelimit-limit': '30',
        'x-ratelimit-period': '60',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(seconds),
        'x-ratelimit-name': 'users_read',
      },
      body: { errors: ['Too many requests'] },
    }),
  },
  saysHowLong: true,
  endpoints: { users: { path: /\/users(\?|$)/, bars: ['mfa-enrolled'] } },
  tellsTotal: true,
  traps: {
    'somebody has none': { change: none, gives: { 'mfa-enrolled': 'fail' } },
    'whether somebody has one is not shown': {
      change: { 'people.1.attributes.mfa_enabled': gone },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'whether somebody has one is null': {
      change: { 'people.1.attributes.mfa_enabled': null },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'somebody without one was disabled': {
      change: { ...none, 'people.1.attributes.status': 'Disabled', 'people.1.attributes.disabled': true },
      gives: {},
    },
    'somebody without one was only invited': {
      change: {
        ...none,
        'people.1.attributes.status': 'Pending',
        'people.1.attributes.verified': false,
        'people.1.attributes.last_login_time': null,
      },
      gives: {},
    },
    'somebody without one is deactivated, whatever the state says': {
      change: { ...none, 'people.1.attributes.disabled': true },
      gives: {},
    },
    'a state is a word that nobody knows': {
      change: { ...none, 'people.1.attributes.status': 'Resting' },
      gives: { 'mfa-enrolled': 'fail' },
    },
    'a service account has none': {
      change: { ...none, 'people.1.attributes.service_account': true },
      gives: {},
    },
    'whether one without it is a service account is not shown': {
      change: { ...none, 'people.1.attributes.service_account': gone },
      gives: { 'mfa-enrolled': 'fail' },
    },
  },
};
