import * as z from 'zod/mini';
import { judgeByPolicies } from '../../../declared/controls/by-policies.ts';
import { type Member, membersOf } from '../../../evidence/datasets/declared.ts';
import { type JumpCloudPolicy, policies } from '../../../evidence/datasets/jumpcloud.ts';
import { type Assessed, type ControlInput, defineControl } from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown } from '../../../judging/judgement.ts';

const members = membersOf('jumpcloud');
const title = 'JumpCloud';

export const mfaEnforced = defineControl({
  id: 'jumpcloud.mfa-enforced',
  version: 2,
  title: `${title} enforces two-factor authentication`,
  meaning: `Two-factor authentication is required of every active person in ${title}, and no conditional access policy lets people into the User Portal without it.`,
  fix: 'Open User Management › Users › the person › User Security Settings and Permissions, turn on Require Multi-factor Authentication for User Portal, and end an exclusion that is no longer needed; under Security Management › Conditional Policies require it of whomever a policy lets into the User Portal.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [policies, members],
  parameters: () => z.strictObject({}),
  evaluate,
});

function evaluate(input: ControlInput): Iterable<Assessed> {
  return judgeByPolicies(input, {
    title,
    policies,
    judge: (listed, areAll) => {
      const ways = { in: listed.filter(mayLetIn), areAll };
      return (person) => judge(person, ways);
    },
  });
}

/** A policy goes before what is required of a person: one that demands no second factor takes it from whomever it fits. */
function mayLetIn({ access, inForce, secondFactor, userPortal }: JumpCloudPolicy): boolean {
  return inForce !== false && userPortal !== false && access !== 'deny' && secondFactor !== true;
}

/** What may let people in, and whether everything that may was read. */
interface Ways {
  readonly in: readonly JumpCloudPolicy[];
  readonly areAll: boolean;
}

function judge({ mfaEnforced: enforced }: Member, { areAll, in: [wayIn] }: Ways): Judgement {
  if (enforced === false) return fail('Two-factor authentication is not required of this person.');
  if (enforced === null)
    return unknown(`${title} did not say whether two-factor authentication is required of this person.`);
  if (!wayIn) return areAll ? pass : unknown('Not all conditional access policies were read.');
  const { id, name, secondFactor } = wayIn;
  const lets = secondFactor === false ? 'lets' : 'may let';
  return unknown(
    `The conditional access policy “${name ?? id}” ${lets} people into the User Portal without two-factor authentication, and whom it is for was not read.`,
  );
}
