import type { Recording } from './recording.ts';

const api = 'https://api.github.com';

function person(login: string, id: number): object {
  const at = `${api}/users/${login}`;
  return {
    login,
    id,
    node_id: 'MDQ6VXNlcjEwMDAw',
    avatar_url: '',
    gravatar_id: '',
    url: at,
    html_url: `https://github.com/${login}`,
    followers_url: `${at}/followers`,
    following_url: `${at}/following{/other_user}`,
    gists_url: `${at}/gists{/gist_id}`,
    starred_url: `${at}/starred{/owner}{/repo}`,
    subscriptions_url: `${at}/subscriptions`,
    organizations_url: `${at}/orgs`,
    repos_url: `${at}/repos`,
    events_url: `${at}/events{/privacy}`,
    received_events_url: `${at}/received_events`,
    type: 'User',
    user_view_type: 'public',
    site_admin: false,
  };
}

const organization = {
  login: 'acme',
  id: 1000,
  node_id: 'MDA6RW50aXR5MQ==',
  url: `${api}/orgs/acme`,
  repos_url: `${api}/orgs/acme/repos`,
  events_url: `${api}/orgs/acme/events`,
  hooks_url: `${api}/orgs/acme/hooks`,
  issues_url: `${api}/orgs/acme/issues`,
  members_url: `${api}/orgs/acme/members{/member}`,
  public_members_url: `${api}/orgs/acme/public_members{/member}`,
  avatar_url: '',
  description: null,
  is_verified: false,
  has_organization_projects: true,
  has_repository_projects: true,
  public_repos: 42,
  public_gists: 0,
  followers: 0,
  following: 0,
  html_url: 'https://github.com/acme',
  created_at: '2017-10-10T16:00:00Z',
  updated_at: '2017-10-10T16:00:00Z',
  archived_at: null,
  type: 'Organization',
  total_private_repos: 100,
  billing_email: 'billing@acme.example',
  default_repository_permission: 'read',
  two_factor_requirement_enabled: false,
  plan: { name: 'team', space: 976562499, private_repos: 999999, filled_seats: 2, seats: 2 },
};

const text = Buffer.from('# hello-world');
const blob = '93a078d1c3f76aa1ca11def8f882a06df1d4a01b';
const readme = `${api}/repos/acme/hello-world/contents/README.md?ref=main`;
const content = {
  name: 'README.md',
  path: 'README.md',
  sha: blob,
  size: text.length,
  url: readme,
  html_url: 'https://github.com/acme/hello-world/blob/main/README.md',
  git_url: `${api}/repos/acme/hello-world/git/blobs/${blob}`,
  download_url: 'https://raw.githubusercontent.com/acme/hello-world/main/README.md',
  type: 'file',
  content: `${text.toString('base64')}\n`,
  encoding: 'base64',
  _links: { self: readme, git: `${api}/repos/acme/hello-world/git/blobs/${blob}`, html: readme },
};

const sha = '6dcb09b5b57875f334f61aebed695e2e4193db5e';
const signature = { name: 'Jane Doe', email: 'jane@acme.example', date: '2025-04-14T16:00:49Z' };
const commit = {
  sha,
  node_id: 'MDY6Q29tbWl0NmRjYjA5YjViNTc4NzVmMzM0ZjYxYWViZWQ2OTVlMmU0MTkzZGI1ZQ==',
  commit: {
    author: signature,
    committer: signature,
    message: 'Initial commit',
    tree: { sha, url: `${api}/repos/acme/hello-world/git/trees/${sha}` },
    url: `${api}/repos/acme/hello-world/git/commits/${sha}`,
    comment_count: 0,
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  },
  url: `${api}/repos/acme/hello-world/commits/${sha}`,
  html_url: `https://github.com/acme/hello-world/commit/${sha}`,
  comments_url: `${api}/repos/acme/hello-world/commits/${sha}/comments`,
  author: null,
  committer: null,
  parents: [],
};

export const github: Recording = {
  source:
    'People: github.com/getprobo/probo, pkg/accessreview/drivers/testdata/github.yaml (MIT). Organization and contents: ' +
    'github.com/octokit/fixtures, scenarios/api.github.com (MIT), with what an owner is shown beside it by docs.github.com/rest.',
  settings: { org: 'acme' },
  policies: [{ repository: 'hello-world', path: 'README.md', branch: null }],
  answers: {
    '/orgs/acme': organization,
    '/orgs/acme/members': [person('jdoe', 100001), person('ana', 100002)],
    '/orgs/acme/members?filter=2fa_disabled': [],
    '/orgs/acme/members?filter=2fa_insecure': [],
    '/orgs/acme/members?role=admin': [person('jdoe', 100001)],
    '/orgs/acme/outside_collaborators': [person('guest', 100003)],
    '/orgs/acme/outside_collaborators?filter=2fa_disabled': [],
    '/orgs/acme/outside_collaborators?filter=2fa_insecure': [],
    '/repos/acme/hello-world/contents/README.md': content,
    '/repos/acme/hello-world/commits': [commit],
    [`/repos/acme/hello-world/commits/${sha}`]: {
      ...commit,
      stats: { total: 1, additions: 1, deletions: 0 },
      files: [
        {
          sha: blob,
          filename: 'README.md',
          status: 'added',
          additions: 1,
          deletions: 0,
          changes: 1,
          blob_url: 'https://github.com/acme/hello-world/blob/main/README.md',
          raw_url: 'https://github.com/acme/hello-world/raw/main/README.md',
          contents_url: readme,
          patch: '@@ -0,0 +1 @@\n+# hello-world',
        },
      ],
    },
  },
  records: { organization: 1, members: 2, 'outside-collaborators': 1, 'policy-documents': 1 },
};
