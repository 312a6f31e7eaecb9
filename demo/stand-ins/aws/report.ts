import type { AwsKey, AwsUser, AwsWorld } from './world.ts';

const header = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...keyColumns(1),
  ...keyColumns(2),
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
];

function keyColumns(number: number): string[] {
  const names = ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'];
  return names.map((name) => `access_key_${number}_${name}`);
}

/** The credential report in AWS's form: root first, then the users. */
export function credentialReport({ account, root, users }: AwsWorld): string {
  const rootLine = [
    '<root_account>',
    `arn:aws:iam::${account}:root`,
    time(root.createdAt),
    'not_supported',
    root.lastUsed === undefined ? 'no_information' : time(root.lastUsed),
    'not_supported',
    'not_supported',
    String(root.mfa),
    ...credentials(root.keys),
  ];
  const listed = users.filter(({ sinceReport }) => !sinceReport);
  const lines = [header, rootLine, ...listed.map((user) => userLine(user, account))];
  return lines.map((line) => `${line.join(',')}\n`).join('');
}

function userLine({ createdAt, keys, mfa, name, password, path = '/' }: AwsUser, account: string): string[] {
  return [
    name,
    `arn:aws:iam::${account}:user${path}${name}`,
    time(createdAt),
    String(password !== undefined),
    ...(password
      ? [
          password.lastUsed === undefined ? 'no_information' : time(password.lastUsed),
          time(password.changedAt),
        ]
      : ['N/A', 'N/A']),
    'N/A',
    String(mfa),
    ...credentials(keys),
  ];
}

function credentials(keys: readonly AwsKey[]): string[] {
  return [...key(keys[0]), ...key(keys[1]), 'false', 'N/A', 'false', 'N/A'];
}

function key(given: AwsKey | undefined): string[] {
  if (!given) return ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
  const { active, createdAt, lastUsed } = given;
  const used = lastUsed === undefined ? ['N/A', 'N/A', 'N/A'] : [time(lastUsed), 'us-east-1', 's3'];
  return [String(active), time(createdAt), ...used];
}

/** AWS writes the offset out. */
function time(rfc3339: string): string {
  return `${new Date(rfc3339).toISOString().slice(0, 19)}+00:00`;
}
