import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { ConfigurationError } from '../../lib/config/error.ts';
import { parseConfiguration } from '../../lib/config/parse.ts';
import fc, { runs } from '../properties.ts';
import { changed, errorOf, faultsOf, good, known, parse } from './fixtures.ts';

const minimal = `version: 1
organization: Acme
timezone: UTC
connections:
  - { id: g, provider: google-workspace, credentials: env:G, subject: admin@acme.example }
`;

describe('a configuration without a fault', () => {
  const read = parseConfiguration(good, { file: '/srv/acme/exhibit.yaml', known });

  test('has absolute paths, relative to its file', () => {
    expect(read.file).toBe('/srv/acme/exhibit.yaml');
    expect(read.locker).toBe('/srv/acme/evidence');
    expect(read.trustedKeys).toEqual(['/srv/acme/keys/night.pem']);
    expect(read.connections.map(({ credentials }) => credentials)).toEqual([
      { from: 'env', name: 'GOOGLE_CREDENTIALS' },
      { from: 'file', name: '/srv/acme/secrets/onepassword.json' },
      { from: 'secret', name: 'exhibit/github' },
    ]);
  });

  test('has connections with their provider’s settings', () => {
    expect(read.connections[0]).toEqual({
      id: 'google',
      provider: 'google-workspace',
      credentials: { from: 'env', name: 'GOOGLE_CREDENTIALS' },
      endpoint: 'http://127.0.0.1:8080',
      patience: 120,
      settings: { customer: 'my_customer', subject: 'admin@acme.example' },
    });
    expect(read.connections[1]).toMatchObject({ patience: 30, settings: { account: 'ACME', source: 'sdk' } });
  });

  test('has the settings that controls read, with addresses in small letters and logins as they are', () => {
    expect(read.settings).toEqual({
      timezone: 'Europe/Amsterdam',
      people: {
        source: 'google',
        identities: [{ person: 'ana@acme.example', accounts: { code: 'ana-gh' } }],
      },
      vaults: [{ name: 'npm publishing', members: ['ana@acme.example', 'ben@acme.example'] }],
      sharedAccounts: [
        {
          name: 'npm organization',
          connection: 'code',
          account: 'bot@acme.example',
          vault: 'npm publishing',
        },
      ],
      vaultGroups: { Publishers: 'publishers@acme.example' },
      policies: [],
      services: [],
    });
  });

  test('has the rest as it is written', () => {
    expect(read).toMatchObject({
      version: 1,
      organization: 'Acme',
      schedule: '03:30',
      timezone: 'Europe/Amsterdam',
    });
    expect(read.alerts).toEqual({ webhook: { from: 'env', name: 'ALERT_WEBHOOK' }, remindEveryDays: 7 });
    expect(read.waivers).toEqual([
      {
        control: 'google-workspace.mfa-enforced',
        subject: 'breakglass@acme.example',
        reason: 'Hardware key in the safe',
        approvedBy: 'cto@acme.example',
        expires: '2027-01-31',
      },
    ]);
    expect(read.sha256).toBe(createHash('sha256').update(good).digest('hex'));
  });
});

describe('what is left out', () => {
  test('has its default', () => {
    const read = parseConfiguration(minimal, { file: '/srv/exhibit.yaml', known });
    expect(read).toMatchObject({ schedule: '02:00', locker: '/srv/evidence', waivers: [], trustedKeys: [] });
    expect(read.alerts).toEqual({ webhook: null, remindEveryDays: 7 });
    expect(read.controls.size).toBe(known.controls.length);
  });

  test('makes the only Google Workspace say who the employees are', () => {
    expect(parse(minimal).settings.people).toEqual({ source: 'g', identities: [] });
  });

  test('is not guessed at where there are two of them', () => {
    const second = '  - { id: h, provider: google-workspace, credentials: env:G, subject: a@b.example }\n';
    expect(parse(minimal + second).settings.people.source).toBeNull();
  });
});

test('all faults are reported at once, in the order of the lines, each with its place', () => {
  const text = changed('schedule: "03:30"', 'schedule: noon')
    .replace('patience: 30', 'patience: 1d')
    .replace('2027-01-31', 'soon');
  expect(errorOf(text).message).toBe(
    [
      'exhibit.yaml:4:11 schedule: is not a time of day — write hours and minutes in quotes, such as "02:00"',
      'exhibit.yaml:15:15 connections[1].patience: is text — write a number',
      'exhibit.yaml:44:14 waivers[0].expires: is not a date of the calendar — write year, month and day, such as 2027-01-31',
    ].join('\n'),
  );
});

test('a fault in one part hides none in another, not even a key that stands twice', () => {
  const text = changed('version: 1', 'version: 1\nversion: 2')
    .replace('id: vaults', 'id: google')
    .replace('days: 60', 'days: no');
  expect(faultsOf(text).map(({ code }) => code)).toEqual([
    'unsupported-version',
    'duplicate-key',
    'duplicate',
    'invalid-value',
  ]);
});

describe('whatever the text, nothing but a ConfigurationError is thrown', () => {
  const attempt = (text: string): void => {
    try {
      parse(text);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      expect(error.faults.length).toBeGreaterThan(0);
      for (const { line, column } of error.faults)
        expect([line, column].every((at) => Number(at) >= 1)).toBe(true);
    }
  };

  test('of any characters', () => {
    const yaml = fc.array(fc.constantFrom(...'&*!|>-?:,[]{}#%@`\'"~ \n\t\\ab1<'), { maxLength: 40 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          yaml.map((all) => all.join('')),
        ),
        attempt,
      ),
      runs(500),
    );
  });

  test('with any value in any place', () => {
    const keys = [...good.matchAll(/(?<=^\s*(?:- )?)[a-zA-Z]+(?=:)/gm)].map(([key]) => key);
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(...keys, '__proto__', 'constructor', 'off', ''),
        fc.jsonValue({ maxDepth: 1 }),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys, '__proto__', 'off'), tie('tree'), {
          maxKeys: 5,
          noNullPrototype: true,
        }),
      ),
    }));
    const top = fc.tuple(fc.constantFrom(...keys), tree).map(([key, value]) => stringify({ [key]: value }));
    fc.assert(fc.property(top, attempt), runs(500));
  });

  test('with any stretch of a good one cut out', () => {
    const cut = fc
      .tuple(fc.nat(good.length), fc.nat(40))
      .map(([at, n]) => good.slice(0, at) + good.slice(at + n));
    fc.assert(fc.property(cut, attempt), runs(200));
  });
});
