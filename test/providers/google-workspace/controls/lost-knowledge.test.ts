import { expect, test } from '@jest/globals';
import type { Control } from '../../../../lib/judging/control.ts';
import { mfaEnforced } from '../../../../lib/providers/google-workspace/controls/mfa-enforced.ts';
import { mfaStrongForAdmins } from '../../../../lib/providers/google-workspace/controls/mfa-strong-for-admins.ts';
import type { Effective } from '../../../../lib/providers/google-workspace/controls/two-step-policy/effective.ts';
import {
  enforcement,
  enrollment,
  factors,
  gracePeriod,
} from '../../../../lib/providers/google-workspace/controls/two-step-policy/settings.ts';
import { twoStepPolicies } from '../../../../lib/providers/google-workspace/controls/two-step-policy.ts';
import type { Said } from '../../../judging/assess.ts';
import fc, { runs } from '../../../properties.ts';
import { naivePolicy } from './naive-policy.ts';
import { doubtfulWorld, knownWorld, randomLoss } from './random-world.ts';
import { evaluate, type World } from './world.ts';

const settings = { enrollment, enforcement, gracePeriod, factors };
const kinds = Object.keys(settings) as (keyof typeof settings)[];
const usual = runs(500);
const anyWorld = fc.oneof(knownWorld, doubtfulWorld);

test('where everything is known, the policy in effect is what the plain rule says', () => {
  fc.assert(
    fc.property(knownWorld, (world) => {
      const policyOf = twoStepPolicies(world);
      for (const person of world.users)
        for (const kind of kinds) {
          const { name, initial, read } = settings[kind];
          const policy = naivePolicy(world, person, name);
          expect(policyOf(person)[kind]).toMatchObject({
            known: true,
            value: policy ? read(policy.value) : initial,
          });
        }
    }),
    usual,
  );
});

test('with less known, a policy in effect is the same or not known, never another', () => {
  fc.assert(
    fc.property(anyWorld, randomLoss, (world, lose) => {
      const less = lose(world);
      // What is cut short is the caller's to see; here each list is taken for whole.
      fc.pre(less.problems === undefined);
      const [before, after] = [twoStepPolicies(world), twoStepPolicies(less)];
      const each = world.users.flatMap((person, at) =>
        kinds.map((kind) => ({
          full: before(person)[kind],
          left: after(less.users[at] ?? person)[kind],
        })),
      );
      const known = each.filter(({ left }) => left.known);
      expect(known.map(({ left }) => valueIn(left))).toEqual(known.map(({ full }) => valueIn(full)));
    }),
    usual,
  );
});

test.each([
  { control: mfaEnforced, parameters: {} },
  { control: mfaEnforced, parameters: { reconcile: false } },
  { control: mfaStrongForAdmins, parameters: {} },
])(
  '$control.id with $parameters passes and excuses nobody for want of knowledge',
  ({ control, parameters }) => {
    fc.assert(
      fc.property(anyWorld, randomLoss, (world, lose) => {
        const before = bySubject(control, world, parameters);
        for (const assessment of evaluate(control, lose(world), parameters)) {
          const known = before.get(assessment.subject);
          if (assessment.verdict === 'pass') expect(known).toMatchObject({ verdict: 'pass' });
          if (assessment.excusedUntil && known)
            expect(known).toMatchObject({ excusedUntil: assessment.excusedUntil });
        }
      }),
      usual,
    );
  },
);

test('the random worlds hold every verdict, so that the properties are not empty', () => {
  const seen = new Set(
    fc
      .sample(fc.tuple(knownWorld, randomLoss), { numRuns: 500, seed: 1 })
      .flatMap(([world, lose]) => [...evaluate(mfaEnforced, world), ...evaluate(mfaEnforced, lose(world))])
      .map(({ verdict, excusedUntil }) => (excusedUntil ? 'excused' : verdict)),
  );
  expect([...seen].toSorted()).toEqual(['excused', 'fail', 'pass', 'unknown']);
});

function valueIn(found: Effective<unknown>): unknown {
  return found.known ? found.value : 'not known';
}

function bySubject(control: Control, world: World, parameters: object): ReadonlyMap<string, Said> {
  return new Map(evaluate(control, world, parameters).map((assessment) => [assessment.subject, assessment]));
}
