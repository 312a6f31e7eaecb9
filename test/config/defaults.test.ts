import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { defaults } from '../../lib/config/defaults.ts';
import { parseConfiguration } from '../../lib/config/parse.ts';
import { configurationTemplate } from '../../lib/config/template.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import { custom } from '../../lib/controls/custom/index.ts';
import { providers } from '../../lib/providers/collectors.ts';
import { root } from '../end-to-end/call.ts';

const known = { providers, controls: catalog, custom };
const parse = (text: string) => parseConfiguration(text, { file: '/at/exhibit.yaml', known });
const least = `
version: 1
organization: Acme
timezone: UTC
connections:
  - { id: site, provider: dns, domains: [acme.example] }
`;

describe('Who says who the people are, where the configuration does not', () => {
  const google =
    '{ id: google, provider: google-workspace, credentials: env:G, subject: admin@acme.example }';
  const entra = '{ id: entra, provider: entra, credentials: env:E, tenant: acme.example }';
  const okta = '{ id: okta, provider: okta, credentials: env:O, domain: acme.okta.example }';
  test.each([
    ['the only Google Workspace', [google, entra], 'google'],
    ['the only directory', [okta], 'okta'],
    ['none of several', [entra, okta], null],
  ])('%s', (_, connections, source) => {
    const list = connections.map((one) => `  - ${one}\n`).join('');
    expect(parse(`${least}${list}`).settings.people.source).toBe(source);
  });
});

describe('Where the configuration has no word on it', () => {
  const read = parse(least);

  test('the defaults hold', () => {
    expect(read).toMatchObject({
      schedule: defaults.schedule,
      locker: join('/at', defaults.locker),
      alerts: { remindEveryDays: defaults.remindEveryDays },
      signing: {
        key: { from: 'file', name: join('/at', defaults.signingKey) },
        memory: join('/at', `${defaults.signingKey}.head.json`),
      },
      limits: defaults.limits,
      aws: { retentionDays: Math.ceil(defaults.retentionYears * 365.25) },
    });
    expect(read.connections.map(({ patience }) => patience)).toEqual([defaults.patience]);
  });

  test('the template’s values say the same, taken in or not', () => {
    const template = configurationTemplate({
      organization: 'Acme',
      setups: [{ title: 'Mail', example: '  - id: site\n    provider: dns\n    domains: [acme.example]\n' }],
    });
    const section = (name: string) => new RegExp(`^#${name}:\n(?:#  .*\n)+`, 'm').exec(template)?.[0] ?? '';
    const connections = least.slice(least.indexOf('connections:'));
    const said = [
      template.slice(0, template.indexOf('# What evidence is collected from')),
      connections,
      ...['alerts', 'limits', 'signing'].map(section),
    ];
    const whole = parse(
      said
        .join('\n')
        .replaceAll(/^#(?! \S)/gm, '')
        .replaceAll(/^ +(webhook|timestamps|authority|certificates|witness|rekor):.*\n/gm, ''),
    );
    const { sha256: _, organization: __, ...others } = whole;
    expect(read).toMatchObject(JSON.parse(JSON.stringify(others)));
    expect(template).toContain(`may be retried; ${defaults.patience} where`);
    expect(template).toContain(`retentionYears: ${defaults.retentionYears}\n`);
  });
});

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const number = (value: number) => value.toLocaleString('en');
const { limits, remindEveryDays, retentionYears } = defaults;

test.each([
  ['docs/design.md', `\`answerMegabytes\`, ${limits.answerMegabytes} MiB`],
  ['docs/design.md', `\`datasetRecords\`, ${number(limits.datasetRecords)} `],
  ['docs/design.md', `\`datasetSeconds\`, ${number(limits.datasetSeconds)} `],
  ['docs/design.md', `\`runSeconds\`, ${number(limits.runSeconds)};`],
  ['docs/events.md', `every \`alerts.remindEveryDays\` days (${remindEveryDays}, `],
  ['docs/aws.md', `for ${words[retentionYears]} years unless you say otherwise`],
  ['SECURITY.md', `(${words[retentionYears]} years, unless the stack is told otherwise)`],
  ['docs/cost.md', `evidence kept for ${words[retentionYears]} years`],
])('%s tells the default: %s', (file, text) => {
  expect(readFileSync(join(root, file), 'utf8')).toContain(text);
});
