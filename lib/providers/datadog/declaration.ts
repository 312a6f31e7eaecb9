import type { ProviderDeclaration } from '../../declared/declaration.ts';
import { metadata } from './metadata.ts';
import { usersWithRoles } from './users-with-roles.ts';

/** Datadog: which users of an organization have a second factor. Whether it is required, no API tells. */
export const datadog: ProviderDeclaration = {
  id: 'datadog',
  title: 'Datadog',
  settings: {
    site: {
      form: '(?:[a-z0-9-]+\\.)+[a-z]+',
      words:
        'the Datadog site, such as datadoghq.eu: the address after “app.” or that of the API after “api.”',
      default: 'datadoghq.com',
    },
  },
  host: 'https://api.{site}',
  auth: {
    kind: 'keys',
    headers: { 'DD-API-KEY': 'apiKey', 'DD-APPLICATION-KEY': 'applicationKey' },
    what: 'an API key and an application key with user_access_read',
  },
  tokens: [['a Datadog application key', '\\bddapp_[A-Za-z0-9]{20,}']],
  // Datadog limits by endpoint and organization, publishes no number for users, and names it with every answer.
  limits: { perMinute: null },
  organization: null,
  members: {
    lists: [
      {
        ask: '/api/v2/users?page[size]=100',
        items: usersWithRoles,
        paging: { page: 'page[number]', first: 0, pages: null },
        total: 'meta.page.total_filtered_count',
      },
    ],
    people: {
      id: 'id',
      account: null,
      email: { at: 'attributes.email', missing: 'hidden' },
      login: { at: 'attributes.handle', missing: 'unknown' },
    },
    invited: { at: 'attributes.status', yes: ['Pending'], no: ['Active', 'Disabled'], missing: 'unknown' },
    disabled: { at: 'attributes.disabled', missing: 'unknown' },
    service: { at: 'attributes.service_account', missing: 'unknown' },
    mfaEnrolled: { at: 'attributes.mfa_enabled', missing: 'hidden' },
    mfaEnforced: null,
    singleSignOn: null,
    roles: {
      at: 'roles',
      missing: 'unknown',
      privileged: ['Datadog Admin Role'],
      ordinary: ['Datadog Standard Role', 'Datadog Read Only Role'],
    },
    lastActive: { at: 'attributes.last_login_time', as: 'rfc3339', missing: 'unknown' },
    grant: 'Give the application key the scope user_access_read, and its owner a role with User Access Read.',
  },
  ...metadata,
};
