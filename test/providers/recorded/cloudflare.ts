import type { Recording } from './recording.ts';

const account = 'a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0';
const description =
  'Can edit any Cloudflare setting, make purchases, update billing, and manage memberships.';
const envelope = { success: true, errors: [], messages: [] };

export const cloudflare: Recording = {
  source: 'github.com/getprobo/probo, pkg/accessreview/drivers/testdata/cloudflare.yaml (MIT)',
  settings: { account },
  answers: {
    [`/client/v4/accounts/${account}`]: {
      result: {
        id: account,
        name: 'Acme Account',
        type: 'standard',
        settings: {
          enforce_twofactor: false,
          api_access_enabled: null,
          access_approval_expiry: null,
          abuse_contact_email: null,
        },
        legacy_flags: { enterprise_zone_quota: { maximum: 0, current: 0, available: 0 } },
        created_on: '2024-08-01T13:33:08.703547Z',
      },
      ...envelope,
    },
    [`/client/v4/accounts/${account}/members`]: {
      result: [
        {
          id: 'b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0',
          email: 'john@acme.example',
          user: {
            id: 'c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0',
            first_name: null,
            last_name: null,
            email: 'john@acme.example',
            two_factor_authentication_enabled: true,
          },
          status: 'accepted',
          api_access_enabled: null,
          policies: [
            {
              id: '94f6cdbcf2914b68b69a1c6ccb407ff2',
              access: 'allow',
              permission_groups: [
                {
                  id: '8e23b19e4e0d44c29d239c5688ba8cbb',
                  name: 'Super Administrator - All Privileges',
                  meta: { category: 'general', description, editable: 'false', label: 'all_privileges' },
                },
              ],
              resource_groups: [
                {
                  id: '4a190dd8042e46bfb5c86663050c37bb',
                  name: `com.cloudflare.api.account.${account}`,
                  meta: { editable: 'false' },
                  scope: { key: `com.cloudflare.api.account.${account}`, objects: [{ key: '*' }] },
                },
              ],
            },
          ],
          roles: [
            {
              id: '33666b9c79b9a5273fc7344ff42f953d',
              name: 'Super Administrator - All Privileges',
              description,
              permissions: { access: { edit: true, read: true }, analytics: { edit: false, read: true } },
            },
          ],
        },
      ],
      result_info: { page: 1, per_page: 50, total_pages: 1, count: 1, total_count: 1 },
      ...envelope,
    },
  },
  records: { account: 1, members: 1 },
};
