import * as z from 'zod/mini';
import { type OktaPolicy, policies } from '../../../evidence/datasets/okta.ts';
import { type Assessed, type ControlInput, defineControl } from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown, whoOf } from '../../../judging/judgement.ts';
import { listNames } from '../../../judging/people/names.ts';
import { requiresFactor, type SignOn, signOnOf } from './sign-on.ts';

export const mfaEnforced = defineControl({
  id: 'okta.mfa-enforced',
  version: 1,
  title: 'Okta enforces a second factor',
  meaning:
    'Every active policy of the session, or every one of applications, lets nobody in without a second factor, and every active policy of enrolment makes people set up one that counts: e-mail and the security question do not.',
  fix: 'Make every rule of the global session policy, or of all authentication policies, require two factors, and require an authenticator such as Okta Verify in every enrolment policy; switch off policies that nobody uses.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [policies],
  parameters: () => z.strictObject({}),
  evaluate,
});

function* evaluate({ views }: ControlInput): Generator<Assessed> {
  for (const { document, records } of views(policies)) {
    const listed = [...records()];
    if (listed.length === 0) continue;
    const name = document.tenant?.id ?? document.connection;
    yield { ...whoOf(document.connection, name, name), ...judge(listed) };
  }
}

/** Whoever is asked in the session is asked whatever they open; and whatever they open being guarded is enough. */
function judge(listed: readonly OktaPolicy[]): Judgement {
  const on = listed.filter(({ status }) => status !== 'INACTIVE');
  const session = stateOf(on, 'OKTA_SIGN_ON');
  const applications = stateOf(on, 'ACCESS_POLICY');
  const sessionHolds = session.all && session.hasDefault;
  if (sessionHolds || applications.all) return judgeEnrolment(on);
  if (session.none && applications.none && session.found.length > 0)
    return fail(
      `No sign-in policy asks everybody whom it lets in for a second factor: ${namesOf(on, 'open')}.`,
    );
  const text = [
    ...(namesOf(on, 'open') ? [`${namesOf(on, 'open')} let people in without one`] : []),
    ...(namesOf(on, 'unclear') ? [`${namesOf(on, 'unclear')} may do so`] : []),
  ];
  return unknown(
    `Some sign-in policies may let people in without a second factor: ${text.join('; ') || 'not all were shown'}. Whom they are for was not read.`,
  );
}

function stateOf(on: readonly OktaPolicy[], type: string) {
  const own = on.filter((policy) => policy.type === type);
  const found: readonly SignOn[] = own.map((policy) =>
    policy.status === 'ACTIVE' ? signOnOf(policy) : 'unclear',
  );
  return {
    found,
    all: found.length > 0 && found.every((one) => one === 'demands'),
    none: found.every((one) => one === 'open'),
    /** Okta's own, which is for whomever no other one is for. */
    hasDefault: own.some(({ system }) => system === true),
  };
}

function judgeEnrolment(on: readonly OktaPolicy[]): Judgement {
  const enrolment = on.filter(({ type }) => type === 'MFA_ENROLL');
  const short = enrolment.filter((policy) => policy.status !== 'ACTIVE' || requiresFactor(policy) !== true);
  if (enrolment.length > 0 && short.length === 0) return pass;
  const which = listNames(short.map(({ id, name }) => name ?? id));
  const who = which === '' ? 'No policy of enrolment was shown' : `${which} requires no factor that counts`;
  return unknown(`A second factor is demanded, but it may be e-mail or a security question: ${who}.`);
}

function namesOf(on: readonly OktaPolicy[], state: SignOn): string {
  const found = on.filter((policy) => policy.type !== 'MFA_ENROLL' && signOnOf(policy) === state);
  return listNames(found.map(({ id, name }) => name ?? id));
}
