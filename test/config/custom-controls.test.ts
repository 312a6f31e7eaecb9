import { describe, expect, test } from '@jest/globals';
import { checkCases } from './cases.ts';
import { changed, faultsOf, good, parse } from './fixtures.ts';

const must = 'record.orgUnitPath.startsWith("/Office")';
const id = 'id: acme.admins-in-office';
const at = 'customControls[0]';

test('a control of one’s own is read with all that is said of it', () => {
  const [control] = parse(good).customControls;
  expect(control).toMatchObject({
    id: 'acme.admins-in-office',
    version: 1,
    title: 'Admins work in the office unit',
    meaning: 'Who administers sits in the office',
    fix: 'Move the person, or take the role away',
    mappings: { soc2: ['CC6.3'], iso27001: ['A.8.2'], nist80053: ['AC-6'], cis: ['5.4'] },
    needs: [{ dataset: { provider: 'made-up', name: 'users' }, connection: 'google' }],
  });
});

test('without any, there are none', () => {
  const none = good.slice(0, good.indexOf('customControls:'));
  expect(parse(none).customControls).toEqual([]);
  expect(parse(`${none}customControls:\n`).customControls).toEqual([]);
});

test('it can be turned off and waived like any other', () => {
  const text = changed(
    'controls:\n',
    'controls:\n  acme.admins-in-office: { off: "Until spring" }\n',
  ).replace('control: google-workspace.mfa-enforced', 'control: acme.admins-in-office');
  const read = parse(text);
  expect(read.controls.get('acme.admins-in-office')).toEqual({ off: 'Until spring' });
  expect(read.waivers[0]?.control).toBe('acme.admins-in-office');
});

describe('about a control of one’s own, a fault is', () => {
  checkCases([
    ['no dot', id, 'id: ▸admins', `invalid-id ${at}.id: is not the id of a control`],
    ['capitals', id, 'id: ▸Acme.Admins', `invalid-id ${at}.id: is not the id of a control`],
    ['a path', id, 'id: ▸../acme.x', `invalid-id ${at}.id: is not the id of a control`],
    [
      'one that Exhibit has',
      id,
      'id: ▸github.mfa-required',
      `duplicate ${at}.id: is a control that Exhibit has already`,
    ],
    [
      'no such connection',
      'dataset: google/',
      'dataset: ▸gogle/',
      `unknown-connection ${at}.dataset: there is no such connection — did you mean "google"?`,
    ],
    [
      'no such dataset',
      'google/users',
      '▸google/user',
      `unknown-dataset ${at}.dataset: google-workspace has no such dataset — did you mean "google/users"?`,
    ],
    ['no connection', 'google/users', '▸users', `unknown-dataset ${at}.dataset: is not a dataset`],
    [
      'what is new only',
      'google/users',
      '▸vaults/events',
      `unknown-dataset ${at}.dataset: holds only new records`,
    ],
    [
      'a severity',
      'fix: ',
      '▸severity: high\n    fix: ',
      `unknown-key ${at}.severity: this key is not known`,
    ],
    [
      'a clause that is a number',
      '"5.4"',
      '▸5.4',
      `invalid-value ${at}.cis[0]: is a number — write text, in quotes`,
    ],
    [
      'a condition that is no text',
      must,
      '▸true',
      `invalid-value ${at}.must: is true or false — write text, in quotes`,
    ],
    ['an empty condition', must, '▸""', `invalid-value ${at}.must: is empty`],
    ['an unknown variable', must, '▸recrod.x', `invalid-expression ${at}.must: Unknown variable: recrod`],
    [
      'an unknown variable on a later line',
      must,
      '|\n      record.a == 1 &&\n        ▸recrod.x == 2',
      `invalid-expression ${at}.must: Unknown variable: recrod`,
    ],
    [
      'an unknown variable in a folded text',
      must,
      '>-\n      record.a == 1 &&\n      ▸recrod.x == 2',
      `invalid-expression ${at}.must: Unknown variable: recrod`,
    ],
    [
      'an unknown variable between quotes',
      must,
      String.raw`"record.a == \"x\" && ▸recrod.b"`,
      `invalid-expression ${at}.must: Unknown variable: recrod`,
    ],
    [
      'a text that does not end',
      must,
      'record.a == ▸"x',
      `invalid-expression ${at}.must: Unterminated string`,
    ],
    ['an end too soon', must, 'record.a ==▸', `invalid-expression ${at}.must: Unexpected token: EOF`],
    [
      'an assignment',
      'for: record.isAdmin == true',
      'for: record.isAdmin ▸= true',
      `invalid-expression ${at}.for: Unexpected character: =`,
    ],
    [
      'a name that is a number',
      'subject: record.primaryEmail',
      'subject: ▸size(record.primaryEmail)',
      `invalid-expression ${at}.subject: gives int and not text`,
    ],
    [
      'a setting for it',
      'controls:\n',
      'controls:\n  acme.admins-in-office: { ▸days: 3 }\n',
      'unknown-key controls["acme.admins-in-office"].days: this key is not known',
    ],
  ]);

  test.each(['id', 'title', 'dataset', 'must'])('no %s', (key) => {
    const whole = { id: 'acme.other', title: 'x', dataset: 'google/users', must: 'record.x' };
    const text = `${good}  - ${JSON.stringify({ ...whole, [key]: undefined })}\n`;
    expect(faultsOf(text)).toMatchObject([{ code: 'missing-key', path: `customControls[1].${key}` }]);
  });

  test('each, all at once, also where one is waived that is wrong itself', () => {
    const text = changed('for: record.isAdmin == true', 'for: nobody')
      .replace(must, 'nothing')
      .replace('google/users', 'google/people')
      .replace('control: google-workspace.mfa-enforced', 'control: acme.admins-in-office');
    expect(faultsOf(text).map(({ code, path }) => `${code} ${path}`)).toEqual([
      'unknown-dataset customControls[0].dataset',
      'invalid-expression customControls[0].for',
      'invalid-expression customControls[0].must',
    ]);
  });

  test('an id that stands twice', () => {
    const second = '{ id: acme.admins-in-office, title: x, dataset: google/users, must: record.x }';
    expect(faultsOf(`${good}  - ${second}\n`)).toMatchObject([
      { code: 'duplicate', path: 'customControls[1].id' },
    ]);
  });

  test('never shown with a secret that stands in an expression', () => {
    const token = `ghp_${'a1'.repeat(20)}`;
    const text = changed(must, `record.x == ${token}`);
    const faults = faultsOf(text);
    expect(faults.map(({ code }) => code)).toContain('suspected-secret');
    expect(JSON.stringify(faults)).not.toContain(token);
  });
});
