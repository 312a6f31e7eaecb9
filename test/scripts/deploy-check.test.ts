import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { readDeployable } from '../../lib/stack/deployable.ts';
import { packed } from '../../lib/stack/deployment.ts';
import { check } from '../../scripts/deploying/check.ts';
import type { Said } from '../../scripts/deploying/deploy.ts';
import { readTarget } from '../../scripts/deploying/target.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { intranet } from '../own-providers/intranet.ts';

const text = `version: 1
organization: Acme
timezone: UTC
schedule: "02:00"
connections:
  - id: google
    provider: google-workspace
    credentials: secret:google
    subject: ana@acme.example
  - id: pages
    provider: ./providers/pages.mjs
    credentials: secret:pages
    site: larch
people:
  leavers: leavers.csv
aws:
  mail: [oncall@acme.example]
`;
const leavers = 'person,lastDay\nben@acme.example,2026-10-31\n';
const location = 's3://cdk-assets/0123.json';
const well: Said = { status: 0, stdout: '', stderr: '' };

let file: string;
let said: string;
let asked: string[];
beforeEach(async () => {
  file = join(await temporaryFolder(), 'exhibit.yaml');
  said = '';
  asked = [];
});

function write(yaml: string, { list = leavers, code = intranet } = {}): void {
  mkdirSync(join(dirname(file), 'providers'), { recursive: true });
  writeFileSync(file, yaml);
  writeFileSync(join(dirname(file), 'leavers.csv'), list);
  writeFileSync(join(dirname(file), 'providers', 'pages.mjs'), code);
}

/** Checks with what AWS's command line answers, whatever is not named being the first configuration's deployment. */
function checked(answers: Readonly<Record<string, Said>> = {}, words: readonly string[] = []): number {
  return check(file, readTarget(words, {}), {
    say: (words) => {
      said += words;
    },
    aws: (...command) => {
      asked.push(command.join(' '));
      return answers[command.slice(0, 2).join(' ')] ?? well;
    },
  });
}

/** What stands in an account where the configuration as it is written was deployed. */
function standing(): Readonly<Record<string, Said>> {
  const { bytes } = packed(readDeployable(file));
  return {
    'cloudformation describe-stacks': { ...well, stdout: `${location}\n` },
    's3 cp': { ...well, stdout: bytes.toString() },
  };
}

test('nothing is said to change where nothing does, and nothing is done but looked', () => {
  write(text);
  expect(checked(standing(), ['--profile', 'night'])).toBe(0);
  expect(said).toBe('exhibit: the configuration is the one that is deployed.');
  expect(asked).toEqual([
    "cloudformation describe-stacks --stack-name Exhibit --query Stacks[0].Outputs[?OutputKey=='ConfigurationLocation'].OutputValue --output text --profile night",
    `s3 cp ${location} - --profile night`,
  ]);
});

describe('of a change', () => {
  const waiver = `waivers:
  - control: google-workspace.mfa-enrolled
    subject: ben@acme.example
    reason: On leave
    approvedBy: ana@acme.example
    expires: 2026-12-31
`;

  test.each([
    ['a waiver', text + waiver, {}, 'waivers'],
    ['members of a vault', `${text}vaults:\n  - name: npm\n    members: [ana@acme.example]\n`, {}, 'vaults'],
    ['somebody who left', text, { list: `${leavers}cleo@acme.example,2026-11-01\n` }, 'leavers.csv'],
    ['words', `# Seen by ana.\n${text}`, {}, 'its words alone'],
  ] as const)('that is no matter of rights it says so: %s', (_, yaml, files, where) => {
    write(text);
    const before = standing();
    write(yaml, files);
    expect(checked(before)).toBe(1);
    expect(said).toContain(`differs from the deployed one in: ${where}.`);
    expect(said).toContain('Only the configuration would be deployed');
    expect(said).not.toContain('is needed');
  });

  test.each([
    ['a schedule', text.replace('02:00', '03:00'), {}, ['- schedule: 02:00', '+ schedule: 03:00']],
    [
      'a secret',
      text.replace('secret:google', 'secret:workspace'),
      {},
      ['+ connections: google: credentials: secret:workspace'],
    ],
    [
      'a connection',
      text.replace(
        'people:',
        '  - id: cards\n    provider: sentry\n    credentials: secret:cards\n    org: acme\npeople:',
      ),
      {},
      ['+ connections: cards: sentry'],
    ],
    ['mail', text.replace('oncall', 'night'), {}, ['+ aws: mail: ["night@acme.example"]']],
    ['a webhook', `${text}alerts:\n  webhook: secret:webhook\n`, {}, ['+ alerts: webhook: secret:webhook']],
    [
      'how long evidence is locked',
      text.replace('mail:', 'retentionYears: 3\n  mail:'),
      {},
      ['+ aws: retentionDays: 1096'],
    ],
    ['a bucket', `${text}locker: s3://acme-evidence\n`, {}, ['+ locker: s3://acme-evidence']],
    [
      'code of the company’s own',
      text,
      { code: `${intranet}// Another word.\n` },
      ['+ providers/pages.mjs: '],
    ],
  ] as const)('that needs other resources it says which: %s', (_, yaml, files, lines) => {
    write(text);
    const before = standing();
    write(yaml, files);
    expect(checked(before)).toBe(1);
    expect(said).toContain('A deployment of functions, rights or other resources is needed');
    for (const line of lines) expect(said).toContain(line);
    expect(said).not.toContain('Only the configuration');
  });
});

describe('where it cannot be told', () => {
  const failed = (stderr: string): Said => ({ status: 254, stdout: '', stderr });
  test.each([
    [
      'nothing is deployed',
      { 'cloudformation describe-stacks': failed('Stack with id Exhibit does not exist') },
      'there is no stack Exhibit yet',
    ],
    [
      'nobody may look',
      { 'cloudformation describe-stacks': failed('\nAccessDenied: no') },
      'cannot be seen: AccessDenied: no',
    ],
    ['an older version is deployed', { 'cloudformation describe-stacks': well }, 'has to be deployed once'],
    ['the object may not be read', { 's3 cp': failed('fatal error: 403') }, 'npm run -s cdk -- diff'],
    ['something else lies there', { 's3 cp': { ...well, stdout: '{}' } }, 'is no configuration of Exhibit'],
  ] as const)('it says why: %s', (_, answers, words) => {
    write(text);
    expect(checked({ ...standing(), ...answers })).toBe(2);
    expect(said).toContain(words);
  });

  test('a configuration that cannot be deployed is refused before anybody is asked', () => {
    write(text);
    rmSync(join(dirname(file), 'leavers.csv'));
    expect(() => checked()).toThrow('leavers.csv');
    expect(asked).toEqual([]);
  });
});
