import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { shape } from '../../lib/config/configuration-schema.ts';
import { ConfigurationError, type Fault } from '../../lib/config/error.ts';
import { parseConfiguration } from '../../lib/config/parse.ts';
import { configurationTemplate } from '../../lib/config/template.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import { custom } from '../../lib/controls/custom/index.ts';
import { providers } from '../../lib/providers/collectors.ts';

const forge = {
  id: 'forge',
  settings: () => z.strictObject({ org: z.string() }),
  needsCredentials: true,
  tokens: [],
  datasets: [],
};
const known = { providers: [...providers, forge], controls: catalog, custom };

/** The setups of the providers that there are, behind one more that is none of the first to connect. */
const setups = [
  {
    title: 'Forge',
    example:
      '  - id: forge\n    provider: forge\n\n    # A token of an owner.\n    credentials: env:FORGE_TOKEN\n    org: acme\n',
  },
  ...providers.map(({ title, setup }) => ({ title, example: setup.example })),
];
/** The credential alone says whose these are; or what is to be written is no name of a company's. */
const namesNobody = ['slack', 'bitwarden', 'datadog', 'jumpcloud'];
const template = configurationTemplate({ setups });
const parseAsWritten = (text: string) => parseConfiguration(text, { file: 'exhibit.yaml', known });
const parse = (text: string) => parseAsWritten(filledIn(text));

/** What a person has who writes something in each place that is to be filled in. */
function filledIn(text: string): string {
  return text
    .replaceAll('YOUR_ACCOUNT_NUMBER', '111122223333')
    .replaceAll('YOUR_ACCOUNT_TAG', 'a0'.repeat(16))
    .replaceAll('YOUR_DOMAIN', 'larch.example')
    .replaceAll('tenant: YOUR_TENANT', 'tenant: 1c2f8a5e-0000-4000-8000-000000000001')
    .replaceAll('org: YOUR_ORG', 'org: 5f0000000000000000000001')
    .replaceAll('customer: YOUR_CUSTOMER', 'customer: x4xCwxxJxGCx123Rx5xTx')
    .replaceAll(/YOUR_(\w+)/g, (_, what: string) => `my-${what.toLowerCase()}`);
}

/** What a person has who takes away every "#" that stands before YAML. */
function uncommented(text: string): string {
  return text.replace(/^#(?! \S)/gm, '');
}

function refusal(text: string): readonly Fault[] {
  try {
    parseAsWritten(text);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('the first configuration', () => {
  test('is refused as it is written, at each place that is to be filled in', () => {
    const [faults, places] = [refusal(template), [...template.matchAll(/^[^#\n]*YOUR_/gm)]];
    expect(places.length).toBeGreaterThan(2);
    expect(faults.map(({ code }) => code)).toEqual(places.map(() => 'placeholder'));
    for (const { line, message } of faults) {
      expect(template.split('\n')[(line ?? 0) - 1]).toContain('YOUR_');
      expect(message).toMatch(/still holds YOUR_\w+.* — write your own/);
    }
  });

  test.each(
    providers.filter(({ id }) => !namesNobody.includes(id)).map(({ setup, title }) => [title, setup.example]),
  )('is refused with %s as it is written', (title, example) => {
    const own = configurationTemplate({ setups: [{ title, example, ready: true }] });
    const lines = own.split('\n');
    const held = refusal(own).filter(({ code }) => code === 'placeholder');
    const places = lines.flatMap((text, at) => (/^[^#]*YOUR_/.test(text) ? [at + 1] : []));
    expect(held.map(({ line }) => line)).toEqual(places);
    const begins = lines.findIndex((text) => /^connections:/.test(text));
    expect(held.filter(({ line }) => (line ?? 0) > begins).length).toBeGreaterThan(0);
  });

  test('has no fault when it is filled in', () => {
    const read = parse(template);
    expect(read.connections.map(({ id }) => id)).toEqual(['google', 'onepassword']);
    expect(read.settings.people.source).toBe('google');
  });

  test('has no fault with all of its examples taken in', () => {
    const read = parse(uncommented(template));
    expect(read.connections.map(({ provider }) => provider).toSorted()).toEqual(
      [...providers, forge].map(({ id }) => id).toSorted(),
    );
    expect(read.settings).toMatchObject({
      people: {
        identities: [
          {
            person: 'ana@acme.example',
            accounts: { onepassword: 'ana@home.example', github: ['ana-gh', 'ana-ops'] },
          },
        ],
      },
      vaults: [{ name: 'npm publishing' }, { name: 'Web shop', connection: 'bitwarden' }],
      vaultGroups: { Publishers: 'publishers@acme.example' },
      sharedAccounts: [{ name: 'npm organization', vault: 'npm publishing' }],
    });
    expect(read.controls.get('google-workspace.super-admins-few')).toHaveProperty('off');
    expect(read.customControls.map(({ id }) => id)).toEqual(['acme.admins-in-office']);
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
    for (const line of configurationTemplate({ setups: [] }).split('\n'))
      expect(line.length).toBeLessThanOrEqual(100);
  });
});
