import { expect, test } from '@jest/globals';
import { accountsArePersonal } from '../../../lib/controls/people/accounts-are-personal.ts';
import { leaversHaveNoAccess } from '../../../lib/controls/people/leavers-have-no-access.ts';
import type { Control, Verdict } from '../../../lib/judging/control.ts';
import { accountForEveryEmployee } from '../../../lib/providers/onepassword/controls/account-for-every-employee.ts';
import { onePasswordMfaEnforced } from '../../../lib/providers/onepassword/controls/mfa-enforced.ts';
import { sharedVaultsHaveABackup } from '../../../lib/providers/onepassword/controls/shared-vaults-have-a-backup.ts';
import { sharedVaultsNeedToKnow } from '../../../lib/providers/onepassword/controls/shared-vaults-need-to-know.ts';
import fc, { runs } from '../../properties.ts';
import { lossOf, randomWorld } from './random-world.ts';
import { judge, overall, verdicts, type World } from './world.ts';

const controls = [
  accountForEveryEmployee,
  accountsArePersonal,
  leaversHaveNoAccess,
  onePasswordMfaEnforced,
  sharedVaultsHaveABackup,
  sharedVaultsNeedToKnow,
];
const usual = runs(500);
const worldAndLoss = randomWorld.chain((world) => fc.tuple(fc.constant(world), lossOf(world)));

test.each(controls)('$id never turns into a pass for want of knowledge', (control) => {
  fc.assert(
    fc.property(worldAndLoss, ([world, less]) => {
      const before = verdicts(control, world);
      for (const [subject, verdict] of Object.entries(verdicts(control, less)))
        if (verdict === 'pass' && subject in before)
          expect([subject, before[subject]]).toEqual([subject, 'pass']);
    }),
    usual,
  );
});

test.each(controls)('$id as a whole never turns into a pass for want of knowledge', (control) => {
  fc.assert(
    fc.property(worldAndLoss, ([world, less]) => {
      // Of nobody there is nothing to know: who may or may not work here can be the only one whom it is about.
      const isEmpty = Object.keys(verdicts(control, world)).length === 0;
      if (!isEmpty && overall(control, less) === 'pass') expect(overall(control, world)).toBe('pass');
    }),
    usual,
  );
});

test.each(controls)('$id excuses nobody for longer for want of knowledge', (control) => {
  fc.assert(
    fc.property(worldAndLoss, ([world, less]) => {
      const before = judge(control, world);
      for (const { excusedUntil, subject } of Object.values(judge(control, less)))
        if (excusedUntil && before[subject]?.verdict === 'fail')
          expect(before[subject].excusedUntil).toBe(excusedUntil);
    }),
    runs(200),
  );
});

test('the random worlds hold every verdict before and after, so that the property is not empty', () => {
  const samples = fc.sample(worldAndLoss, { numRuns: 1500, seed: 7 });
  const seen = (control: Control, pick: (pair: [World, World]) => World) =>
    new Set(samples.flatMap((pair) => Object.values(verdicts(control, pick(pair)))));
  const all = new Set<Verdict>(['pass', 'fail', 'unknown']);
  for (const control of controls) {
    expect([control.id, seen(control, ([world]) => world)]).toEqual([control.id, all]);
    expect([control.id, seen(control, ([, less]) => less)]).toEqual([control.id, all]);
  }
});
