import { recordings } from './declared.ts';
import type { Recording } from './recording.ts';

type Answers = Recording['answers'];

const classicFactor = { enroll: { self: 'OPTIONAL' }, consent: { type: 'NONE' } };

/**
 * Answers that are published besides those that are recorded, which are of one kind of connection and of one page: GitLab's
 * Groups, Members and Application settings APIs (docs.gitlab.com, CC BY-SA 4.0); how Microsoft Graph pages, a group’s members, and its resource
 * types conditionalAccessPolicy and those that it names (learn.microsoft.com/graph/api/resources); Okta's token and the settings
 * of a Classic policy of enrolment (developer.okta.com/docs/api/openapi/okta-management, Policy).
 */
const besides: Readonly<Record<string, Answers>> = {
  gitlab: {
    '/api/v4/application/settings#keys': { akismet_api_key: 'x' },
    '/api/v4/groups/acme': {
      id: 9,
      name: 'Acme',
      path: 'acme',
      full_name: 'Acme',
      full_path: 'acme',
      require_two_factor_authentication: true,
      two_factor_grace_period: 48,
    },
    '/api/v4/groups/acme/members/all': [gitlabMember({ access_level: 50, membership_state: 'active' })],
    '/api/v4/groups/acme/enterprise_users': [
      gitlabMember({
        email: 'ana@acme.example',
        last_activity_on: '2026-11-20',
        last_sign_in_at: '2026-11-20T08:00:00.000Z',
        bot: false,
        external: false,
      }),
    ],
  },
  entra: {
    ...Object.fromEntries(
      ['/v1.0/identity/conditionalAccess/policies', '/v1.0/users'].map((path) => [
        `${path}?$skiptoken=x`,
        { '@odata.nextLink': `https://graph.microsoft.com${path}?$skiptoken=y` },
      ]),
    ),
    ...Object.fromEntries(
      ['breakglass', 'staff', 'many', 'crowd', 'nobody', 'nested'].map((group) => [
        `/v1.0/groups/${group}/transitiveMembers`,
        {
          '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#directoryObjects',
          '@odata.nextLink': 'https://graph.microsoft.com/v1.0/groups/x/transitiveMembers?$skiptoken=y',
          value: [{ '@odata.type': '#microsoft.graph.user', id: 'x' }],
        },
      ]),
    ),
    '/v1.0/identity/conditionalAccess/policies#whole': { value: [wholePolicy()] },
  },
  okta: {
    '/oauth2/v1/token': {
      access_token: 'x',
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'okta.users.read',
    },
    '/api/v1/policies#classic': [
      { settings: { factors: { okta_otp: classicFactor, okta_question: classicFactor } } },
    ],
  },
};

function gitlabMember(traits: object): object {
  return {
    id: 1,
    username: 'ana',
    name: 'Ana Ruiz',
    state: 'active',
    locked: false,
    avatar_url: null,
    web_url: 'https://gitlab.acme.example/ana',
    created_at: '2024-01-15T10:30:00.000Z',
    expires_at: null,
    two_factor_enabled: true,
    ...traits,
  };
}

/** Every member that may hold something. */
function wholePolicy(): object {
  const some = ['x'];
  return {
    conditions: {
      userRiskLevels: some,
      signInRiskLevels: some,
      servicePrincipalRiskLevels: some,
      clientAppTypes: some,
      applications: {
        includeApplications: some,
        excludeApplications: some,
        includeUserActions: some,
        applicationFilter: { mode: 'include', rule: 'x' },
      },
      users: {
        includeUsers: some,
        excludeUsers: some,
        includeGroups: some,
        excludeGroups: some,
        includeRoles: some,
        excludeRoles: some,
      },
      platforms: { includePlatforms: some, excludePlatforms: some },
      locations: { includeLocations: some, excludeLocations: some },
      devices: { deviceFilter: { mode: 'include', rule: 'x' } },
    },
    grantControls: {
      operator: 'OR',
      builtInControls: some,
      customAuthenticationFactors: some,
      termsOfUse: some,
      authenticationStrength: { id: 'x', displayName: 'x', requirementsSatisfied: 'mfa' },
    },
  };
}

/** All that is published of a declared provider's answers, by address. */
export function publishedOf(id: string): Answers {
  return { ...recordings[id]?.answers, ...besides[id] };
}
