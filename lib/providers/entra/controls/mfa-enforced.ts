import * as z from 'zod/mini';
import { judgeByPolicies } from '../../../declared/controls/by-policies.ts';
import { type Member, membersOf } from '../../../evidence/datasets/declared.ts';
import { type EntraPolicy, policies } from '../../../evidence/datasets/entra.ts';
import { type Assessed, type ControlInput, defineControl } from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown } from '../../../judging/judgement.ts';
import { policyFor } from './policy-in-force.ts';

const members = membersOf('entra');
const title = 'Microsoft Entra ID';

export const mfaEnforced = defineControl({
  id: 'entra.mfa-enforced',
  version: 1,
  title: `${title} enforces a second factor`,
  meaning: `Security defaults are on, or a policy of conditional access that is in force asks each active person in ${title} for a second factor, wherever they sign in and whatever they open.`,
  fix: 'Turn on a policy of conditional access for all users and all resources that grants access only with multifactor authentication, without conditions; leave out break-glass accounts by name, and waive them.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [policies, members],
  parameters: () => z.strictObject({}),
  evaluate,
});

function evaluate(input: ControlInput): Iterable<Assessed> {
  return judgeByPolicies(input, { title, policies, judge: (listed) => (person) => judge(person, listed) });
}

function judge(person: Member, listed: readonly EntraPolicy[]): Judgement {
  const defaults = listed.find(({ kind }) => kind === 'security-defaults');
  const policiesOf = listed.filter(({ kind }) => kind === 'conditional-access');
  const found = policiesOf.map((policy) => ({ policy, ...policyFor(policy, person) }));
  if (found.some(({ to }) => to === 'demands')) return pass;
  if (defaults?.state === 'enabled') return byDefaults(policiesOf);
  const [unclear] = found.filter(({ to }) => to === 'unclear');
  if (unclear && 'because' in unclear)
    return unknown(`The policy ${labelOf(unclear.policy)} ${unclear.because}.`);
  if (defaults?.state !== 'disabled') return unknown('Entra did not say whether security defaults are on.');
  const partly = found.filter((one) => one.to === 'partly');
  const text = found.flatMap((one) => ('because' in one ? `${nameOf(one.policy)} ${one.because}` : []));
  if (partly.length > 1)
    return unknown(`Several policies are in force in part, which may leave a way in: ${text.join('; ')}.`);
  const more = text.length > 0 ? `: ${text.slice(0, 5).join('; ')}` : '';
  return fail(
    `Security defaults are off, and no policy demands a second factor of this person everywhere${more}.`,
  );
}

/** Entra allows one of the two alone. */
function byDefaults(policiesOf: readonly EntraPolicy[]): Judgement {
  const beside = policiesOf.find(
    ({ state }) => state !== 'disabled' && state !== 'enabledForReportingButNotEnforced',
  );
  if (!beside) return pass;
  return unknown(
    `Security defaults are on and so is ${nameOf(beside)}, which Entra does not allow together.`,
  );
}

function nameOf(policy: EntraPolicy): string {
  return `the policy ${labelOf(policy)}`;
}

function labelOf({ id, name }: EntraPolicy): string {
  return `“${name ?? id}”`;
}
