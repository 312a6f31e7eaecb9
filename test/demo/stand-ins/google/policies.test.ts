import { describe, expect, test } from '@jest/globals';
import { readFilter } from '../../../../demo/stand-ins/google/policies.ts';

const type = 'settings/security.two_step_verification_enforcement';

describe('A filter of policies', () => {
  test.each([
    ["setting.type.matches('two_step')", true],
    ["setting.type.matches('^settings/security[.]two_step_verification_.*$')", true],
    ["setting.type.matches('^settings/security\\\\..*$')", true],
    ['setting.type.matches("security.password")', false],
    ["setting.type.matches('^two_step')", false],
  ])('%s is tried on the setting', (filter, expected) => {
    expect(readFilter(filter)?.matches(type)).toBe(expected);
  });

  test.each([
    ["setting.type.matches('two_step')", null],
    [`customer == "customers/C01" && setting.type.matches('two_step')`, 'C01'],
    [`setting.type.matches('two_step') && customer == 'customers/my_customer'`, 'my_customer'],
    [
      `customer == "customers/C01" && ( setting.type.matches('x&&y') || setting.type.matches('two_step') )`,
      'C01',
    ],
  ])('%s names the customer, or none', (filter, customer) => {
    expect(readFilter(filter)).toMatchObject({ customer });
    expect(readFilter(filter)?.matches(type)).toBe(true);
    expect(readFilter(filter)?.matches('settings/security.password')).toBe(false);
  });

  test('that is left out lets everything through', () => {
    expect(readFilter(undefined)?.matches(type)).toBe(true);
  });

  test.each([
    "setting.type == 'x'",
    "setting.type.matches('(')",
    "setting.type.matches('a(?=b)')",
    "setting.type.matches('(a)\\\\1')",
    "setting.type.matches('it's')",
    'customer == "C01"',
    'customer == "customers/C01" && customer == "customers/C02"',
    "setting.type.matches('a') || setting.type.matches('b')",
  ])('%s is refused', (filter) => {
    expect(readFilter(filter)).toBeNull();
  });
});
