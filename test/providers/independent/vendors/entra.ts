import { byCursor, linkTo } from '../paging.ts';
import {
  type Answer,
  type Asked,
  type Company,
  gone,
  type Json,
  ok,
  type Trap,
  type Vendor,
} from '../vendor.ts';

const client = {
  clientId: '00000000-0000-4000-8000-0000000000c1',
  clientSecret: 'made~up~entra~secret~0123456789',
};
const tenant = '00000000-0000-4000-8000-0000000000aa';
const token = 'made-up-graph-access-token-0123456789';
const id = (name: string) =>
  `00000000-0000-4000-8000-${Buffer.from(name).toString('hex').slice(-12).padStart(12, '0')}`;

/**
 * From learn.microsoft.com/graph/api/resources: conditionalAccessPolicy, identitySecurityDefaultsEnforcementPolicy,
 * userRegistrationDetails, user; how Graph pages, counts and throttles.
 */
function person(name: string): Json {
  return {
    user: {
      id: id(name),
      displayName: name,
      userPrincipalName: `${name}@acme.example`,
      mail: `${name}@acme.example`,
      userType: 'Member',
      accountEnabled: true,
      externalUserState: null,
      createdDateTime: '2025-01-15T10:30:00Z',
      signInActivity: {
        lastSignInDateTime: '2026-11-20T08:00:00Z',
        lastNonInteractiveSignInDateTime: '2026-11-20T08:00:00Z',
        lastSuccessfulSignInDateTime: '2026-11-20T08:00:00Z',
      },
    },
    details: {
      id: id(name),
      userPrincipalName: `${name}@acme.example`,
      userDisplayName: name,
      userType: 'member',
      isAdmin: false,
      isSsprRegistered: true,
      isSsprEnabled: true,
      isSsprCapable: true,
      isMfaRegistered: true,
      isMfaCapable: true,
      isPasswordlessCapable: false,
      methodsRegistered: ['microsoftAuthenticatorPush'],
      isSystemPreferredAuthenticationMethodEnabled: true,
      systemPreferredAuthenticationMethods: ['push'],
      userPreferredMethodForSecondaryAuthentication: 'push',
      lastUpdatedDateTime: '2026-11-22T00:00:00Z',
    },
  };
}

function memberOf(name: string, kind = 'user'): Json {
  return { '@odata.type': `#microsoft.graph.${kind}`, id: id(name) };
}

function policy(name: string): Json {
  return {
    id: id(name),
    templateId: null,
    displayName: name,
    createdDateTime: '2025-01-15T10:30:00Z',
    modifiedDateTime: null,
    state: 'enabled',
    conditions: {
      userRiskLevels: [],
      signInRiskLevels: [],
      clientAppTypes: ['all'],
      servicePrincipalRiskLevels: [],
      insiderRiskLevels: null,
      platforms: null,
      locations: null,
      devices: null,
      clientApplications: null,
      authenticationFlows: null,
      applications: {
        includeApplications: ['All'],
        excludeApplications: [],
        includeUserActions: [],
        includeAuthenticationContextClassReferences: [],
        applicationFilter: null,
      },
      users: {
        includeUsers: ['All'],
        excludeUsers: [],
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
        includeGuestsOrExternalUsers: null,
        excludeGuestsOrExternalUsers: null,
      },
    },
    grantControls: {
      operator: 'OR',
      builtInControls: ['mfa'],
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrength: null,
    },
    sessionControls: null,
  };
}

function answer(asked: Asked, company: Company): Answer | null {
  const [, group] = /^\/v1\.0\/groups\/([^/]+)\/transitiveMembers$/.exec(asked.path) ?? [];
  const groups = company.groups as Readonly<Record<string, readonly Json[]>>;
  if (group !== undefined) return groups[group] ? listed(asked, groups[group]) : missing;
  if (asked.path === `/${tenant}/oauth2/v2.0/token` && asked.method === 'POST')
    return ok({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token });
  switch (asked.path.replace('/v1.0', '')) {
    case '/policies/identitySecurityDefaultsEnforcementPolicy':
      return ok(company.defaults);
    case '/identity/conditionalAccess/policies':
    case '/policies/conditionalAccessPolicies':
      return listed(asked, company.policies as Json[]);
    case '/reports/authenticationMethods/userRegistrationDetails':
      return listed(asked, each(company, 'details'));
    case '/users':
      return listed(asked, each(company, 'user'));
    case '/users/$count':
      return counted(asked, company.people.length);
    case '/organization':
      return listed(asked, [{ id: tenant, displayName: 'Acme' }]);
    default:
      return null;
  }
}

/** Counting is an advanced query, and needs to be asked for as such. */
function counted(asked: Asked, count: number): Answer {
  if (asked.header('consistencylevel').toLowerCase() !== 'eventual')
    return graphError(400, 'Request_BadRequest', '$count is not currently supported.');
  return ok(String(count + (asked.twist.totalOff ?? 0)));
}

function each({ people }: Company, part: 'user' | 'details'): readonly Json[] {
  return people.flatMap((one) => (one[part] ? [one[part] as Json] : []));
}

function listed(asked: Asked, items: readonly Json[]): Answer {
  const { page, next } = byCursor(asked, items, asked.query.get('$skiptoken'));
  const link = next === null ? {} : { '@odata.nextLink': linkTo(asked, '$skiptoken', next) };
  return ok({
    '@odata.context': `${asked.origin}/v1.0/$metadata#${asked.path.slice(6)}`,
    ...link,
    value: page,
  });
}

function graphError(status: number, code: string, message: string): Answer {
  const innerError = { date: '2026-11-23T02:00:00', 'request-id': 'x', 'client-request-id': 'x' };
  return { status, body: { error: { code, message, innerError } } };
}

const missing = graphError(404, 'Request_ResourceNotFound', 'Resource does not exist.');

function admits(asked: Asked): boolean {
  if (!asked.path.endsWith('/oauth2/v2.0/token')) return asked.header('authorization') === `Bearer ${token}`;
  const form = new URLSearchParams(asked.body);
  return (
    form.get('client_id') === client.clientId &&
    form.get('client_secret') === client.clientSecret &&
    form.get('grant_type') === 'client_credentials' &&
    form.get('scope') === 'https://graph.microsoft.com/.default'
  );
}

const unenforced = (change: Json, verdict: 'fail' | 'unknown' = 'unknown'): Trap => ({
  change,
  gives: { 'mfa-enforced': verdict },
});
const unenrolled = (change: Json, verdict: 'pass' | 'fail' | 'unknown' = 'unknown'): Trap => ({
  change,
  gives: { 'mfa-enrolled': verdict },
});
const users = 'policies.0.conditions.users';
const none = { 'people.1.details.isMfaRegistered': false, 'people.1.details.isMfaCapable': false };

export const entra: Vendor = {
  provider: 'entra',
  keys: { tenant },
  credential: JSON.stringify(client),
  controls: ['mfa-enforced', 'mfa-enrolled'],
  ofPeople: ['mfa-enforced', 'mfa-enrolled'],
  company: () => ({
    defaults: {
      id: '00000000-0000-0000-0000-000000000005',
      displayName: 'Security Defaults',
      isEnabled: false,
    },
    policies: [policy('everyone')],
    groups: {
      [id('all')]: ['ana', 'ben', 'eve'].map((name) => memberOf(name)),
      [id('two')]: ['ana', 'ben'].map((name) => memberOf(name)),
      [id('nest')]: [memberOf('inner', 'group'), memberOf('ana')],
      // Hidden membership comes as nobody.
      [id('veil')]: [],
    },
    people: [person('ana'), person('ben'), person('eve')],
  }),
  person: (at) => person(`p${at}`),
  without: { 'details.isMfaRegistered': false, 'details.isMfaCapable': false },
  numbered: null,
  links: 'only',
  admits,
  answer,
  refusals: {
    unauthenticated: graphError(401, 'InvalidAuthenticationToken', 'Access token is empty.'),
    denied: graphError(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    ),
    missing,
    limited: (_, seconds) => ({
      ...graphError(429, 'TooManyRequests', 'Too many requests. Please try again later.'),
      headers: { 'retry-after': String(seconds) },
    }),
  },
  saysHowLong: true,
  endpoints: {
    tokens: { path: /\/token(\?|$)/, bars: ['mfa-enforced', 'mfa-enrolled'] },
    defaults: { path: /EnforcementPolicy(\?|$)/, bars: ['mfa-enforced'] },
    policies: { path: /\/conditionalAccess\/policies(\?|$)/, bars: ['mfa-enforced'] },
    registrations: { path: /\/userRegistrationDetails(\?|$)/, bars: ['mfa-enrolled'] },
  },
  tellsTotal: true,
  traps: {
    'security defaults ask for it, and no policy does': {
      change: { policies: [], 'defaults.isEnabled': true },
      gives: {},
    },
    'nothing asks for it': unenforced({ policies: [] }, 'fail'),
    'it is only reported': unenforced({ 'policies.0.state': 'enabledForReportingButNotEnforced' }, 'fail'),
    'the policy is off': unenforced({ 'policies.0.state': 'disabled' }, 'fail'),
    'the state is a word that nobody knows': unenforced({ 'policies.0.state': 'unknownFutureValue' }),
    'a group is excluded': unenforced({ [`${users}.excludeGroups`]: [id('some')] }),
    'a group that somebody is in is excluded': unenforced(
      { [`${users}.excludeGroups`]: [id('two')] },
      'fail',
    ),
    'a group that hides its members is excluded': unenforced({ [`${users}.excludeGroups`]: [id('veil')] }),
    'a group with a group in it is excluded': unenforced({ [`${users}.excludeGroups`]: [id('nest')] }),
    'it is asked of a group that all are in': {
      change: { [`${users}.includeUsers`]: [], [`${users}.includeGroups`]: [id('all')] },
      gives: {},
    },
    'it is asked of a group that somebody is not in': unenforced(
      { [`${users}.includeUsers`]: [], [`${users}.includeGroups`]: [id('two')] },
      'fail',
    ),
    'a role is excluded': unenforced({ [`${users}.excludeRoles`]: [id('role')] }),
    'a user is excluded': unenforced({ [`${users}.excludeUsers`]: [id('ben')] }, 'fail'),
    'guests are excluded': unenforced({
      [`${users}.excludeGuestsOrExternalUsers`]: {
        guestOrExternalUserTypes: 'b2bCollaborationGuest',
        externalTenants: { membershipKind: 'all' },
      },
    }),
    'it is asked of a group': unenforced({
      [`${users}.includeUsers`]: [],
      [`${users}.includeGroups`]: [id('g')],
    }),
    'it is asked of roles': unenforced({
      [`${users}.includeUsers`]: [],
      [`${users}.includeRoles`]: [id('r')],
    }),
    'a device that complies is enough': unenforced({
      'policies.0.grantControls.builtInControls': ['mfa', 'compliantDevice'],
    }),
    'terms that are accepted are enough': unenforced({
      'policies.0.grantControls.termsOfUse': [id('terms')],
    }),
    'it is one of two, and both are asked for': {
      change: {
        'policies.0.grantControls.operator': 'AND',
        'policies.0.grantControls.builtInControls': ['mfa', 'compliantDevice'],
      },
      gives: {},
    },
    'a device that complies is all that is asked for': unenforced(
      {
        'policies.0.grantControls.operator': 'AND',
        'policies.0.grantControls.builtInControls': ['compliantDevice'],
      },
      'fail',
    ),
    'it is asked of everybody in one policy and of nobody in effect: no application': unenforced(
      { 'policies.0.conditions.applications.includeApplications': ['None'] },
      'fail',
    ),
    'every application is filtered': unenforced({
      'policies.0.conditions.applications.applicationFilter': { mode: 'exclude', rule: 'x' },
    }),
    'how they are joined is a word that nobody knows': unenforced({
      'policies.0.grantControls.operator': 'NAND',
      'policies.0.grantControls.builtInControls': ['mfa', 'compliantDevice'],
    }),
    'nothing is granted and nothing refused': unenforced({ 'policies.0.grantControls': null }, 'fail'),
    'a strength is asked for that means one factor': unenforced({
      'policies.0.grantControls.builtInControls': [],
      'policies.0.grantControls.authenticationStrength': {
        id: id('strength'),
        displayName: 'Ours',
        policyType: 'custom',
        requirementsSatisfied: 'none',
        allowedCombinations: ['password'],
      },
    }),
    'an application is excluded': unenforced({
      'policies.0.conditions.applications.excludeApplications': [id('app')],
    }),
    'some applications ask for it': unenforced(
      {
        'policies.0.conditions.applications.includeApplications': [id('app')],
      },
      'fail',
    ),
    'a trusted place needs none': unenforced(
      {
        'policies.0.conditions.locations': { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
      },
      'fail',
    ),
    'a platform needs none': unenforced(
      {
        'policies.0.conditions.platforms': { includePlatforms: ['all'], excludePlatforms: ['linux'] },
      },
      'fail',
    ),
    'only risky sign-ins need it': unenforced({ 'policies.0.conditions.signInRiskLevels': ['high'] }, 'fail'),
    'only browsers need it': unenforced({ 'policies.0.conditions.clientAppTypes': ['browser'] }, 'fail'),
    'some devices need none': unenforced(
      {
        'policies.0.conditions.devices': {
          deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' },
        },
      },
      'fail',
    ),
    'only one flow of sign-in needs it': unenforced(
      {
        'policies.0.conditions.authenticationFlows': { transferMethods: 'deviceCodeFlow' },
      },
      'fail',
    ),
    'only insiders at risk need it': unenforced(
      { 'policies.0.conditions.insiderRiskLevels': 'elevated' },
      'fail',
    ),
    'a condition comes that nobody knows': unenforced(
      { 'policies.0.conditions.moonPhase': { phases: ['full'] } },
      'fail',
    ),
    'its conditions are not shown': unenforced({ 'policies.0.conditions': gone }),
    'whom it is asked of is not shown': unenforced({ [users]: gone }),
    'somebody has none': unenrolled(none, 'fail'),
    'whether somebody has one is not shown': unenrolled({
      'people.1.details.isMfaRegistered': gone,
      'people.1.details.isMfaCapable': gone,
    }),
    'somebody is in the directory and not in the report': unenrolled({ 'people.1.details': null }),
    'somebody without one is disabled': {
      change: { ...none, 'people.1.user.accountEnabled': false },
      gives: {},
    },
    'a guest has none': unenrolled({
      ...none,
      'people.1.user.userType': 'Guest',
      'people.1.details.userType': 'guest',
    }),
    'a guest without one has not accepted': {
      change: {
        ...none,
        'people.1.user.userType': 'Guest',
        'people.1.details.userType': 'guest',
        'people.1.user.externalUserState': 'PendingAcceptance',
      },
      gives: {},
    },
  },
};
