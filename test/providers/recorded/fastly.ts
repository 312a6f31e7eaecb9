import type { Recording } from './recording.ts';

const times = { created_at: '2024-01-01T00:00:00Z', deleted_at: null, updated_at: '2026-11-01T00:00:00Z' };

const user = (id: string, name: string, traits: object) => ({
  login: `${name}@acme.example`,
  name,
  limit_services: false,
  locked: false,
  require_new_password: false,
  role: 'user',
  roles: [],
  two_factor_auth_enabled: true,
  two_factor_setup_required: false,
  ...times,
  id,
  email_hash: 'deadbeef',
  customer_id: 'x4xCwxxJxGCx123Rx5xTx',
  ...traits,
});

/** The answers that the models of Fastly’s client describe. */
export const fastly: Recording = {
  source: 'github.com/fastly/fastly-js, docs/CustomerResponse.md and docs/UserResponse.md (MIT)',
  settings: { customer: 'x4xCwxxJxGCx123Rx5xTx' },
  answers: {
    '/customer/x4xCwxxJxGCx123Rx5xTx': {
      billing_contact_id: null,
      billing_network_type: 'public',
      billing_ref: null,
      can_configure_wordpress: false,
      can_reset_passwords: true,
      can_upload_vcl: false,
      force_2fa: true,
      force_sso: false,
      has_account_panel: false,
      has_improved_events: false,
      has_improved_ssl_config: false,
      has_openstack_logging: false,
      has_pci: false,
      has_pci_passwords: false,
      ip_whitelist: '0.0.0.0/0',
      legal_contact_id: null,
      name: 'Acme',
      owner_id: '7x1',
      phone_number: '',
      postal_address: null,
      pricing_plan: 'customer',
      pricing_plan_id: 'x',
      security_contact_id: null,
      technical_contact_id: null,
      ...times,
      id: 'x4xCwxxJxGCx123Rx5xTx',
    },
    '/customer/x4xCwxxJxGCx123Rx5xTx/users': [
      user('7x1', 'ana', { role: 'superuser' }),
      user('7x2', 'ben', { two_factor_auth_enabled: false, two_factor_setup_required: true }),
    ],
  },
  records: { organization: 1, members: 2 },
};
