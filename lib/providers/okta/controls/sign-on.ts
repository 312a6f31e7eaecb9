import type { OktaPolicy, OktaRule } from '../../../evidence/datasets/okta.ts';

/** What a policy of signing in comes to: a second factor of all whom it lets in, or not, or it cannot be told. */
export type SignOn = 'demands' | 'open' | 'unclear';

/** Of a policy that is active. Whichever rule can decide must demand it: one that does not is a way in. */
export function signOnOf({ rules }: OktaPolicy): SignOn {
  const deciding = reachable(rules ?? []);
  if (deciding.length === 0) return 'unclear';
  const letting = deciding.filter(({ access }) => access !== 'DENY');
  if (letting.some((rule) => rule.secondFactor === false && isConfirmed(rule))) return 'open';
  return letting.every((rule) => rule.secondFactor === true && isConfirmed(rule)) ? 'demands' : 'unclear';
}

/** The first rule that fits decides, so that none after one that always fits is ever asked. */
function reachable(rules: readonly OktaRule[]): readonly OktaRule[] {
  const on = rules.filter(({ status }) => status !== 'INACTIVE');
  const last = on.find(
    ({ priority, status, unconditional }) =>
      unconditional &&
      status === 'ACTIVE' &&
      priority !== null &&
      on.every((other) => !other.unconditional || other.priority === null || other.priority >= priority),
  );
  if (!last || last.priority === null) return on;
  const end = last.priority;
  return on.filter(({ priority }) => priority === null || priority <= end);
}

function isConfirmed({ access, status }: OktaRule): boolean {
  return access === 'ALLOW' && status === 'ACTIVE';
}

/** Authenticators, and factors of Classic, that count as a second factor. */
const counting: ReadonlySet<string> = new Set([
  'custom_app',
  'custom_otp',
  'duo',
  'fido_u2f',
  'fido_webauthn',
  'google_otp',
  'hotp',
  'okta_call',
  'okta_otp',
  'okta_push',
  'okta_sms',
  'okta_verify',
  'onprem_mfa',
  'phone_number',
  'rsa_token',
  'smart_card_idp',
  'symantec_vip',
  'webauthn',
  'yubikey_token',
]);

/** Whether a policy of enrolment makes people set up a factor that counts; null where it does not show which. */
export function requiresFactor({ authenticators }: OktaPolicy): boolean | null {
  if (authenticators === null) return null;
  return authenticators.some(({ enroll, key }) => enroll === 'REQUIRED' && counting.has(key));
}
