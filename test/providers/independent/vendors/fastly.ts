import { type Asked, type Company, epoch, gone, type Json, ok, type Vendor } from '../vendor.ts';

const key = 'made-up-fastly-token-0123456789ab';
const customer = 'x4xCwxxJxGCx123Rx5xTx';

/** From fastly/go-fastly (51410976): the type User and the recorded fixtures/users/list.yaml, in which much is null. */
function user(name: string): Json {
  return {
    id: `7x${name}`,
    created_at: '2025-05-25T15:43:52Z',
    updated_at: '2026-10-19T17:18:51Z',
    name,
    customer_id: customer,
    require_new_password: null,
    role: 'engineer',
    login: `${name}@acme.example`,
    deleted_at: null,
    locked: false,
    two_factor_auth_enabled: true,
    two_factor_setup_required: false,
    limit_services: false,
    last_active_at: '2026-11-19T17:28:54Z',
  };
}

function answer({ path }: Asked, company: Company) {
  if (path === `/customer/${customer}`) return ok(company.customer);
  return path === `/customer/${customer}/users` ? ok(company.people) : null;
}

export const fastly: Vendor = {
  provider: 'fastly',
  keys: { customer },
  credential: key,
  controls: ['mfa-enforced', 'mfa-enrolled'],
  ofPeople: ['mfa-enrolled'],
  company: () => ({
    customer: {
      id: customer,
      name: 'Acme',
      owner_id: '7xana',
      force_2fa: true,
      force_sso: false,
      has_account_panel: true,
      can_upload_vcl: false,
      created_at: '2025-05-25T15:43:52Z',
      updated_at: '2026-10-19T17:18:51Z',
      deleted_at: null,
    },
    people: [user('ana'), user('ben'), user('eve')],
  }),
  person: (at) => user(`person${at}`),
  without: { two_factor_auth_enabled: false },
  numbered: null,
  links: 'none',
  admits: (asked) => asked.header('fastly-key') === key,
  answer,
  refusals: {
    unauthenticated: { status: 401, body: { msg: 'Provided credentials are missing or invalid' } },
    denied: { status: 403, body: { msg: 'You are not authorized to perform this action' } },
    missing: { status: 404, body: { msg: 'Record not found', detail: 'Cannot find customer' } },
    limited: (now, seconds) => ({
      status: 429,
      headers: { 'fastly-ratelimit-remaining': '0', 'fastly-ratelimit-reset': epoch(now, seconds) },
      body: { msg: 'Too many requests' },
    }),
  },
  saysHowLong: true,
  endpoints: {
    customer: { path: /\/customer\/\w+(\?|$)/, bars: ['mfa-enforced'] },
    users: { path: /\/users(\?|$)/, bars: ['mfa-enrolled'] },
  },
  tellsTotal: false,
  traps: {
    'it is not forced': { change: { 'customer.force_2fa': false }, gives: { 'mfa-enforced': 'fail' } },
    'whether it is forced is null': {
      change: { 'customer.force_2fa': null },
      gives: { 'mfa-enforced': 'unknown' },
    },
    'whether it is forced is not shown': {
      change: { 'customer.force_2fa': gone },
      gives: { 'mfa-enforced': 'unknown' },
    },
    'single sign-on is forced and a second factor is not': {
      change: { 'customer.force_2fa': false, 'customer.force_sso': true },
      gives: { 'mfa-enforced': 'fail' },
    },
    'of one who never signed in it is null': {
      change: {
        'people.1.two_factor_auth_enabled': null,
        'people.1.locked': null,
        'people.1.last_active_at': null,
      },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'whether somebody has one is not shown': {
      change: { 'people.1.two_factor_auth_enabled': gone },
      gives: { 'mfa-enrolled': 'unknown' },
    },
    'whether somebody with one is locked is null': { change: { 'people.1.locked': null }, gives: {} },
    'whether somebody without one is locked is null': {
      change: { 'people.1.two_factor_auth_enabled': false, 'people.1.locked': null },
      gives: { 'mfa-enrolled': 'fail' },
    },
    'somebody without one was deleted': {
      change: {
        'people.1.two_factor_auth_enabled': false,
        'people.1.deleted_at': '2026-11-01T00:00:00Z',
      },
      gives: {},
    },
    'somebody need yet set it up': {
      change: { 'people.1.two_factor_auth_enabled': false, 'people.1.two_factor_setup_required': true },
      gives: { 'mfa-enrolled': 'fail' },
    },
  },
};
