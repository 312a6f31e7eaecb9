import { describe, expect, test } from '@jest/globals';
import { shape } from '../../lib/config/shape.ts';
import { configurationTemplate } from '../../lib/config/template.ts';
import { parse } from './fixtures.ts';

const setups = [
  {
    title: 'GitHub',
    example:
      '  - id: github\n    provider: github\n    # A token of an owner.\n    credentials: env:GITHUB_TOKEN\n    org: acme\n',
  },
  {
    title: 'Google Workspace',
    example:
      '  - id: google\n    provider: google-workspace\n    credentials: env:GOOGLE_CREDENTIALS\n    subject: admin@acme.example # acts as\n',
  },
  {
    title: '1Password',
    example:
      '  - id: onepassword\n    provider: onepassword\n    credentials: env:ONEPASSWORD_CREDENTIALS\n\n    account: ACME\n',
  },
];
const template = configurationTemplate({ setups });

/** What a person has who takes away every "#" that stands before YAML. */
function uncommented(text: string): string {
  return text.replace(/^#(?! \S)/gm, '');
}

describe('the first configuration', () => {
  test('has no fault as it is written', () => {
    const read = parse(template);
    expect(read.connections.map(({ id }) => id)).toEqual(['google', 'onepassword']);
    expect(read.settings.people.source).toBe('google');
  });

  test('has no fault with all of its examples taken in', () => {
    const read = parse(uncommented(template));
    expect(read.connections.map(({ id }) => id)).toEqual(['google', 'onepassword', 'github']);
    expect(read.settings).toMatchObject({
      people: { identities: [{ person: 'ana@acme.example', accounts: { github: 'ana-gh' } }] },
      vaults: [{ name: 'npm publishing' }],
      vaultGroups: { Publishers: 'publishers@acme.example' },
      sharedAccounts: [{ name: 'npm organization', vault: 'npm publishing' }],
    });
    expect(read.controls.get('github.mfa-required')).toEqual({ off: 'There is no code on GitHub' });
    expect(read.waivers).toHaveLength(1);
    expect(read.alerts.webhook).toEqual({ from: 'env', name: 'ALERT_WEBHOOK' });
    expect(read.trustedKeys).toHaveLength(1);
  });

  test('carries the company’s name and time zone, whatever is in them', () => {
    const named = configurationTemplate({
      organization: 'Ana: "Sons" # Ltd',
      timezone: 'Asia/Kolkata',
      setups,
    });
    expect(parse(named)).toMatchObject({ organization: 'Ana: "Sons" # Ltd', timezone: 'Asia/Kolkata' });
  });

  test('knows every section that the configuration knows', () => {
    for (const section of Object.keys(shape.shape))
      expect(template).toMatch(new RegExp(`^#?${section}:`, 'm'));
  });

  test('explains itself in lines that a terminal shows whole', () => {
    for (const line of template.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
});
