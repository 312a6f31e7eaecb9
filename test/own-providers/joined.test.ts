import { expect, test } from '@jest/globals';
import { catalog, controlsWith } from '../../lib/controls/catalog.ts';
import { joinApplies } from '../../lib/controls/people/services.ts';
import { membersOf } from '../../lib/evidence/datasets/declared.ts';
import type { OwnProvider } from '../../lib/judging/own-provider.ts';
import { datasetOf } from '../../lib/providers/dataset-of.ts';
import { hasOwnSignIn } from '../../lib/providers/services.ts';

const own: OwnProvider = {
  id: 'intranet',
  title: 'The intranet',
  sha256: '0'.repeat(64),
  organization: false,
  controls: { enforced: null, enrolled: { version: 1, fix: 'Set it up.' } },
};

test('what joins people with accounts needs those of the company’s own provider, in its runs alone', () => {
  const needing = controlsWith([], [own])
    .filter(({ needs }) => needs.some(({ dataset }) => dataset === membersOf('intranet')))
    .map(({ id }) => id);
  expect(needing).toEqual([
    'access.review-followed-through',
    'intranet.mfa-enrolled',
    'people.accounts-are-personal',
    'people.leavers-have-no-access',
  ]);
  expect(controlsWith([])).toEqual(catalog);
});

test('it is a service with accounts of its own', () => {
  expect(joinApplies(['google-workspace', 'intranet'])).toBeNull();
  expect(joinApplies(['google-workspace'])).not.toBeNull();
  expect(hasOwnSignIn('intranet')).toBe(true);
  expect(datasetOf('intranet', 'members')).toBe(membersOf('intranet'));
  expect(datasetOf('intranet', 'users')).toBeNull();
  expect(datasetOf('github', 'no-such')).toBeNull();
});
