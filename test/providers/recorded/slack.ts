import type { Recording } from './recording.ts';

const profile = (name: string, traits: object = {}) => ({
  real_name: name,
  display_name: '',
  avatar_hash: '',
  real_name_normalized: name,
  display_name_normalized: '',
  image_24: '',
  image_512: '',
  first_name: name,
  last_name: '',
  team: 'T00AAAAAAA',
  title: '',
  phone: '',
  skype: '',
  fields: null,
  status_text: '',
  status_emoji: '',
  status_emoji_display_info: [],
  status_expiration: 0,
  ...traits,
});

const always = (id: string, name: string, traits: object = {}) => ({
  id,
  name,
  is_bot: false,
  updated: 1757334170,
  is_app_user: false,
  team_id: 'T00AAAAAAA',
  deleted: false,
  profile: profile(name, { email: `${name}@acme.example` }),
  ...traits,
});

/** What Slack gives of whom is not deactivated. */
const active = {
  color: '4bbe2e',
  is_email_confirmed: true,
  real_name: 'Alice',
  tz: 'Europe/Brussels',
  tz_label: 'Central European Time',
  tz_offset: 3600,
  is_admin: false,
  is_owner: false,
  is_primary_owner: false,
  is_restricted: false,
  is_ultra_restricted: false,
  who_can_share_contact_card: 'EVERYONE',
};

const slackbot = always('USLACKBOT', 'slackbot', {
  ...active,
  updated: 0,
  is_email_confirmed: false,
  profile: profile('Slackbot', { fields: {}, always_active: true }),
});
const bot = {
  is_bot: true,
  profile: profile('Linear', { bot_id: 'B00', api_app_id: 'A00', always_active: true }),
};

export const slack: Recording = {
  source:
    'github.com/getprobo/probo, pkg/accessreview/drivers/testdata/slack.yaml (MIT); auth.test: ' +
    'github.com/slack-ruby/slack-ruby-client, spec/fixtures/slack/web/auth_test_success.yml (MIT); team.info: ' +
    'docs.slack.dev/reference/methods/team.info.',
  settings: {},
  answers: {
    '/api/auth.test': {
      ok: true,
      url: 'https://acme.slack.example/',
      team: 'Acme',
      user: 'alice',
      team_id: 'T00AAAAAAA',
      user_id: 'U00AAAAAA02',
      is_enterprise_install: false,
    },
    '/api/team.info': {
      ok: true,
      team: {
        id: 'T00AAAAAAA',
        name: 'Acme',
        url: 'https://acme.slack.example/',
        domain: 'acme',
        email_domain: '',
        icon: { image_default: true, image_34: '', image_132: '' },
        avatar_base_url: 'https://avatars.slack.example/',
        is_verified: false,
        lob_sales_home_enabled: false,
      },
    },
    '/api/users.list': {
      ok: true,
      members: [
        slackbot,
        always('U00AAAAAA01', 'toolsadmin', { deleted: true }),
        always('U00AAAAAA02', 'alice', { ...active, is_admin: true, is_owner: true, has_2fa: false }),
        always('U00AAAAAA03', 'bob', { ...active, has_2fa: true, two_factor_type: 'app' }),
        always('U00BBBBBB01', 'linear', { ...active, ...bot, is_email_confirmed: false }),
        always('U00BBBBBB07', 'render', { ...bot, deleted: true }),
        always('U00BBBBBB10', 'wf_bot_a08aa9u3a5p', { ...bot, deleted: true, is_workflow_bot: true }),
      ],
      cache_ts: 1774532132,
      response_metadata: { next_cursor: '' },
    },
  },
  records: { team: 1, users: 7 },
};
