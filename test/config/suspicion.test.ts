import { expect, test } from '@jest/globals';
import { findSecrets } from '../../lib/config/suspicion.ts';
import { manifests } from '../../lib/providers/manifests.ts';

const tokens = manifests.flatMap((manifest) => manifest.tokens);

const long = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3gH6';

test.each([
  ['a PEM key', '-----BEGIN RSA PRIVATE KEY-----'],
  ['a PEM key', '-----BEGIN PRIVATE KEY-----'],
  ['a PEM key', '-----BEGIN PGP PRIVATE KEY BLOCK-----'],
  ['a service-account key', '{"private_key": "x"}'],
  ['a GitHub token', `ghp_${long}`],
  ['a GitHub token', `gho_${long}`],
  ['a GitHub token', `github_pat_11ABC_${long}`],
  ['a Slack token', 'xoxp-1234-5678-abcdef'],
  ['a Slack token', 'xoxb-123456789'],
  ['a Slack webhook', 'https://hooks.slack.com/services/T0/B0/x'],
  ['a 1Password service account token', `ops_eyJ${long}`],
  ['an npm token', `npm_${long}`],
  ['a Cloudflare token', `cfut_${long}`],
  ['a Cloudflare token', `cfat_${long}`],
  ['an AWS access key', 'AKIAABCDEFGHIJKLMNOP'],
  ['a Google key', `AIza${long}`],
  ['a Google key', `GOCSPX-${long}`],
  ['a signed token', `eyJ${long}.eyJ${long}.${long}`],
])('%s is found: %s', (what, text) => {
  expect(findSecrets(`key: ${text} # and more`, tokens)).toMatchObject([{ what, start: expect.any(Number) }]);
});

test.each([
  '-----BEGIN PUBLIC KEY-----',
  'npm publishing',
  'npm_packages',
  'ops_team',
  'ops_on_call',
  'github_pat_rotation',
  'ana@acme.example',
  'xoxo',
  'env:AKIA',
  'secret:arn:aws:secretsmanager:eu-west-1:123456789012:secret:exhibit/github-AbCdEf',
  'op://Engineering/GitHub/token',
])('an ordinary name is none: %s', (name) => {
  expect(findSecrets(name, tokens)).toEqual([]);
});

test('each says where it is', () => {
  const text = `a: npm_${long}\nb: xoxp-1234-5678`;
  expect(
    findSecrets(text, tokens).map(({ start, text: { length } }) => text.slice(start, start + length)),
  ).toEqual(['xoxp-1234-5678', `npm_${long}`]);
});
