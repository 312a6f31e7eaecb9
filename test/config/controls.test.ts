import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { parseConfiguration } from '../../lib/config/parse.ts';
import { checkCases } from './cases.ts';
import { changed, faultsOf, good, known, parse } from './fixtures.ts';

describe('about controls, a fault is', () => {
  const unused = 'controls["google-workspace.unused-accounts-removed"]';
  const code = 'controls["github.mfa-required"]';
  const off = '{ off: "There is no code yet" }';
  const unexplained = 'off-without-reason';
  checkCases([
    [
      'one that is none',
      'github.mfa-required',
      '▸git',
      'unknown-control controls.git: there is no such control',
    ],
    [
      'a parameter out of range',
      'days: 60',
      'days: ▸0',
      `invalid-value ${unused}.days: is too low — write at least 1`,
    ],
    [
      'a parameter of another type',
      'days: 60',
      'days: ▸soon',
      `invalid-value ${unused}.days: is text — write`,
    ],
    [
      'a parameter that is not known',
      'days: 60',
      '▸day: 60',
      `unknown-key ${unused}.day: this key is not known`,
    ],
    ['one that says nothing', '{ days: 60 }', '▸', `invalid-value ${unused}: is empty — write a map`],
    ['off without a reason', off, '▸off', `${unexplained} ${code}: does not say why`],
    ['false', off, '▸false', `${unexplained} ${code}: does not say why`],
    ['off: true', off, '{ off: ▸true }', `${unexplained} ${code}.off: does not say why`],
    ['a blank reason', off, '{ off: ▸" " }', `${unexplained} ${code}.off: does not say why`],
    ['off with parameters', off, '{ off: "x", ▸days: 3 }', `unknown-key ${code}.days: means nothing for`],
  ]);

  test('one that has no defaults and is not named', () => {
    const parameters = () => z.strictObject({ domains: z.array(z.string()) });
    const controls = [...known.controls, { id: 'email.spoofing-rejected', parameters }];
    const read = () => parseConfiguration(good, { file: 'exhibit.yaml', known: { ...known, controls } });
    expect(read).toThrow(
      'exhibit.yaml:37:3 controls["email.spoofing-rejected"].domains: is missing — add it',
    );
  });
});

describe('about waivers, a fault is', () => {
  checkCases([
    [
      'no such control',
      'control: google',
      'control: ▸gogle',
      'unknown-control waivers[0].control: there is no',
    ],
    [
      'a blank reason',
      'Hardware key in the safe',
      '▸""',
      'invalid-value waivers[0].reason: is empty — say why',
    ],
    [
      'nobody’s approval',
      'cto@acme.example',
      '▸""',
      'invalid-value waivers[0].approvedBy: is empty — say who',
    ],
    [
      'another key',
      'approvedBy:',
      '▸approver: x\n    approvedBy:',
      'unknown-key waivers[0].approver: this key',
    ],
  ]);

  test.each(['control', 'subject', 'reason', 'approvedBy', 'expires'])('no %s', (key) => {
    const whole = {
      control: 'github.mfa-required',
      subject: 'x',
      reason: 'x',
      approvedBy: 'x',
      expires: '2027-01-31',
    };
    const text = changed('waivers:\n', `waivers:\n  - ${JSON.stringify({ ...whole, [key]: undefined })}\n`);
    expect(faultsOf(text)).toMatchObject([
      { code: 'missing-key', line: 40, column: 5, path: `waivers[0].${key}` },
    ]);
  });
});

test('every known control has a choice, in the order of the controls', () => {
  expect([...parse(good).controls]).toEqual([
    ['google-workspace.mfa-enforced', { parameters: { reconcile: true } }],
    ['google-workspace.unused-accounts-removed', { parameters: { days: 60 } }],
    ['github.mfa-required', { off: 'There is no code yet' }],
    [
      'acme.admins-in-office',
      {
        parameters: {
          dataset: 'google/users',
          for: 'record.isAdmin == true',
          must: 'record.orgUnitPath.startsWith("/Office")',
          subject: 'record.primaryEmail',
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    ],
  ]);
});
