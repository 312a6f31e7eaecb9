import { expect, test } from '@jest/globals';
import type { GooglePolicy } from '../../../../lib/evidence/datasets/google-workspace.ts';
import type { Control } from '../../../../lib/judging/control.ts';
import { mfaEnforced } from '../../../../lib/providers/google-workspace/controls/mfa-enforced.ts';
import { mfaStrongForAdmins } from '../../../../lib/providers/google-workspace/controls/mfa-strong-for-admins.ts';
import type { Effective } from '../../../../lib/providers/google-workspace/controls/two-step-policy/effective.ts';
import {
  enforcement,
  enrollment,
  factors,
  gracePeriod,
  isInForce,
} from '../../../../lib/providers/google-workspace/controls/two-step-policy/settings.ts';
import { twoStepPolicies } from '../../../../lib/providers/google-workspace/controls/two-step-policy.ts';
import type { Said } from '../../../judging/assess.ts';
import fc, { runs } from '../../../properties.ts';
import { naivePolicy } from './naive-policy.ts';
import { doubtfulWorld, knownWorld, randomLoss } from './random-world.ts';
import { evaluate, now, type World } from './world.ts';

const settings = { enrollment, enforcement, gracePeriod, factors };
const kinds = Object.keys(settings) as (keyof typeof settings)[];
const usual = runs(500);
const anyWorld = fc.oneof(knownWorld, doubtfulWorld);

test('where everything is known, the policy in effect is what both plain rules say, or not known', () => {
  fc.assert(
    fc.property(knownWorld, (world) => {
      const policyOf = twoStepPolicies(world, now.getTime());
      for (const person of world.users)
        for (const kind of kinds) {
          const { byOrder, byPlace } = naivePolicy(world, person, settings[kind].name);
          const [one, other] = [said(kind, byOrder), said(kind, byPlace)];
          const found = policyOf(person)[kind];
          expect(found.known).toBe(meaning(one) === meaning(other));
          if (found.known) expect(meaning(found.value)).toBe(meaning(one));
          else expect(found.possible.map(meaning).sort()).toEqual([meaning(one), meaning(other)].sort());
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
      const [before, after] = [twoStepPolicies(world, now.getTime()), twoStepPolicies(less, now.getTime())];
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

function valueIn(found: Effective<unknown>): string {
  return found.known ? meaning(found.value) : 'not known';
}

function said(kind: keyof typeof settings, policy: GooglePolicy | undefined): unknown {
  const { initial, read } = settings[kind];
  return policy ? read(policy.value) : initial;
}

/** Enforcement from one past day is the same as from another: it is in force. */
function meaning(value: unknown): string {
  const isEnforcement = value === null || (typeof value === 'number' && value > Date.UTC(2000));
  return isEnforcement ? `in force: ${isInForce(value, now.getTime())}` : JSON.stringify(value);
}

function bySubject(control: Control, world: World, parameters: object): ReadonlyMap<string, Said> {
  return new Map(evaluate(control, world, parameters).map((assessment) => [assessment.subject, assessment]));
}
