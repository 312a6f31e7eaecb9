import { expect, test } from '@jest/globals';
import { sharedCredentialsInVault as control } from '../../../lib/controls/services/shared-credentials-in-vault.ts';
import { fail, type Judgement, pass, unknown } from '../../../lib/judging/judgement.ts';
import { overall } from '../people/world.ts';
import { concluding, registering, service } from './world.ts';

const backup = 'onepassword.shared-vaults-have-a-backup Publishing';
const known = 'onepassword.shared-vaults-need-to-know Publishing';
const of = (said: Readonly<Record<string, Judgement>>) =>
  overall(control, {
    parts: [],
    settings: registering(service('Board', { vault: 'Publishing' }), service('Other')),
    concluded: concluding(said),
  });

test('shared credentials are as well as the vault that they lie in', () => {
  expect(of({ [backup]: pass, [known]: pass })).toBe('pass');
  expect(of({ [backup]: pass, [known]: fail('Cas has it.') })).toBe('fail');
  expect(of({ [backup]: unknown('Not whole.'), [known]: pass })).toBe('unknown');
});

test('a vault that was not seen passes nothing', () => {
  expect(of({})).toBe('unknown');
});
