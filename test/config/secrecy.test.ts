import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import type { ConfigurationError } from '../../lib/config/error.ts';
import { parseConfiguration } from '../../lib/config/parse.ts';
import { checkCases } from './cases.ts';
import { changed, errorOf, good, known } from './fixtures.ts';

const plain = 'correct-horse-battery';
/** Made up for this test; none was ever issued. */
const token = `ghp_${'A1b2'.repeat(9)}`;

function everythingSaid(error: ConfigurationError): string {
  return `${error.message}\n${error.stack}\n${JSON.stringify(error.faults)}\n${String(error.cause)}`;
}

describe('in a secret’s place, a fault is', () => {
  const at = 'plain-text-secret connections[0].credentials: does not name a place';
  const given = 'env:GOOGLE_CREDENTIALS';
  checkCases([
    ['the secret itself', given, `▸${plain}`, at],
    ['a secret in a known form', given, `▸"${token}"`, at],
    ['a secret over several lines', given, '▸|\n      -----BEGIN PRIVATE KEY-----\n      MIIE', at],
    ['a service-account key', given, '▸{ "type": "service_account", "private_key": "x" }', at],
    ['a number', given, '▸12345678', at],
    ['no name', given, '▸"env:"', at],
    ['a name no variable has', given, '▸"env:a b"', at],
    ['a blank path', given, '▸"file: "', at],
    ['another kind of place', given, '▸vault:google', at],
    ['a place in capitals', given, '▸ENV:GOOGLE', at],
    [
      'an address with a token',
      'env:ALERT_WEBHOOK',
      '▸https://hooks.example/abc',
      'plain-text-secret alerts.webhook',
    ],
  ]);
});

describe('in any other place, a fault is', () => {
  checkCases([
    ['a token in a value', 'Acme', `▸${token}`, 'suspected-secret '],
    ['a token within a value', 'Hardware key in', `The ▸${token} in`, 'suspected-secret '],
    ['a token in a comment', 'organization: Acme', `organization: Acme # ▸${token}`, 'suspected-secret '],
    ['a token after env:', 'env:ALERT_WEBHOOK', `env:▸${token}`, 'suspected-secret '],
  ]);
});

describe('no message repeats', () => {
  test.each([
    ['credentials', changed('env:GOOGLE_CREDENTIALS', plain)],
    ['a webhook', changed('env:ALERT_WEBHOOK', `https://hooks.example/${plain}`)],
    [
      'what an alias makes of it',
      changed('env:GOOGLE_CREDENTIALS', `&x ${plain}`).replace('onepassword', '*x'),
    ],
    ['a password in an endpoint', changed('http://127.0.0.1:8080/', `https://ana:${plain}@a.example/`)],
    ['what stands beside a fault of syntax', changed('env:GOOGLE_CREDENTIALS', `"${plain}" x: @y`)],
    ['what is a fault of syntax', changed('env:GOOGLE_CREDENTIALS', `"${plain}`)],
    ['an anchor', changed('env:GOOGLE_CREDENTIALS', `*${plain}`)],
    ['a tag', changed('env:GOOGLE_CREDENTIALS', `!${plain} x`)],
    ['the value of an unknown key', changed('patience: 30', `token: ${plain}`)],
  ])('%s', (_, text) => {
    expect(everythingSaid(errorOf(text))).not.toContain(plain);
  });

  test.each([
    ['a provider', changed('google-workspace', token)],
    ['an id', changed('id: google', `id: ${token}`)],
    ['a source', changed('source: google', `source: ${token}`)],
    ['a key', changed('patience: 30', `${token}: 30`)],
    ['a control', changed('github.mfa-required', token)],
    ['a control’s parameter', changed('days: 60', `${token}: 60`)],
    ['a connection of a person', changed('code: ana-gh', `${token}: ana-gh`)],
    ['a vault group', changed('Publishers: Publishers@acme.example', `${token}: x`)],
    ['a key of a private key', changed('Acme', `"${'-----BEGIN RSA PRIVATE KEY-----'}\\n${token}"`)],
  ])('a token in the place of %s', (_, text) => {
    const error = errorOf(text);
    expect(error.faults.map(({ code }) => code)).toContain('suspected-secret');
    expect(everythingSaid(error)).not.toContain(token);
  });

  test('what a provider’s schema says of it', () => {
    const settings = z.looseObject({}).check(
      z.superRefine((value, context) => {
        context.addIssue({ code: 'custom', message: `no good: ${JSON.stringify(value)}` });
      }),
    );
    const lax = {
      ...known,
      providers: [
        {
          id: 'google-workspace',
          needsCredentials: true,
          tokens: [],
          datasets: [],
          settings: () => settings,
        },
      ],
    };
    const text = changed('env:GOOGLE_CREDENTIALS', `&x ${plain}`).replace(
      'subject: admin@acme.example',
      'subject: *x',
    );
    const read = () => parseConfiguration(text, { file: 'exhibit.yaml', known: lax });
    expect(read).toThrow('no good: {"subject":"(not shown)"}');
  });
});

test('a secret with quotes in it is hidden where a message would escape them', () => {
  const text = changed('env:GOOGLE_CREDENTIALS', `'horse"battery'`).replace('patience:', `'horse"battery':`);
  const { faults } = errorOf(text);
  expect(faults[1]).toMatchObject({ code: 'unknown-key', path: 'connections[1]["(not shown)"]' });
});

test('a secret in its place is one fault, not two', () => {
  expect(errorOf(changed('env:GOOGLE_CREDENTIALS', token)).faults).toHaveLength(1);
  expect(errorOf(changed('env:GOOGLE_CREDENTIALS', `"${token}"`)).faults).toHaveLength(1);
});

test('a syntax fault hides no secret', () => {
  expect(errorOf(`${good}@\n# ${token}`).faults.map(({ code }) => code)).toEqual([
    'syntax',
    'suspected-secret',
  ]);
});
