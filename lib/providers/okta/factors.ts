import { isObject, type Raw } from '../read-fields.ts';

/** Factors that count as a second one. */
const counting: ReadonlySet<unknown> = new Set([
  'call',
  'hotp',
  'push',
  'signed_nonce',
  'sms',
  'token',
  'token:hardware',
  'token:hotp',
  'token:software:totp',
  'u2f',
  'web',
  'webauthn',
]);

/** What whoever can read the mail, or knows the person, has as well. */
const weak: ReadonlySet<unknown> = new Set(['email', 'question']);

/** Words for a factor that cannot be used, or not yet. */
const idle: ReadonlySet<unknown> = new Set([
  'DISABLED',
  'ENROLLED',
  'EXPIRED',
  'INACTIVE',
  'NOT_SETUP',
  'PENDING_ACTIVATION',
]);

/** Whether one of a person's factors that is active counts; null where that was not told, or one has words that nobody knows. */
export function hasSecondFactor({ factors }: Raw): boolean | null {
  if (!Array.isArray(factors)) return null;
  const counts = factors.map((factor: unknown) => (isObject(factor) ? doesCount(factor) : null));
  if (counts.includes(true)) return true;
  return counts.includes(null) ? null : false;
}

function doesCount({ factorType, status }: Raw): boolean | null {
  if (weak.has(factorType) || idle.has(status)) return false;
  return counting.has(factorType) && status === 'ACTIVE' ? true : null;
}
