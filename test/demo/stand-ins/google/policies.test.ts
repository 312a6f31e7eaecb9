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
    expect(readFilter(filter)?.(type)).toBe(expected);
  });

  test('that is left out lets everything through', () => {
    expect(readFilter(undefined)?.(type)).toBe(true);
  });

  test.each([
    "setting.type == 'x'",
    "setting.type.matches('(')",
    "setting.type.matches('a(?=b)')",
    "setting.type.matches('(a)\\\\1')",
    "setting.type.matches('it's')",
  ])('%s is refused', (filter) => {
    expect(readFilter(filter)).toBeNull();
  });
});
