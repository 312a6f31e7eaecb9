import { expect, test } from '@jest/globals';
import { isOfVault } from '../../lib/report/browser/vault-changes.ts';

const change = (after: string, besides: { readonly vault?: string; readonly type?: string } = {}) => {
  return { night: 0, type: 'vault.joined', subject: 'ana', before: null, after, message: '', ...besides };
};

test.each([
  ['Finance', change('Finance'), true],
  ['Finance EU', change('Finance'), false],
  ['Finance', change('Finance EU'), false],
  ['Fin', change('Finance'), false],
  // Others have that name, so that the event names it with its id.
  ['Finance', change('Finance (v1)', { vault: 'Finance' }), true],
  ['Finance (v1)', change('Finance (v1)', { vault: 'Finance' }), false],
  ['Finance', change('Finance', { type: 'setting.changed' }), false],
])('The page of %s shows its own changes alone: %#', (name, one, expected) => {
  expect(isOfVault(one, name)).toBe(expected);
});
