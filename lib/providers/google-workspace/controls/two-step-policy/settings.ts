import { days, instant } from '../../../../judging/instant.ts';

/** Which second factors may be used; all but `ALL` exclude text message and voice. */
export const factorSets = [
  'ALL',
  'NO_TELEPHONY',
  'PASSKEY_ONLY',
  'PASSKEY_PLUS_SECURITY_CODE',
  'PASSKEY_PLUS_IP_BOUND_SECURITY_CODE',
] as const;

export type FactorSet = (typeof factorSets)[number];

/** One setting of 2-step verification: its name at Google, Google's default, and how its value is read. */
export interface Setting<Value> {
  readonly name: string;
  readonly initial: Value;
  /** Undefined for a value of a shape that Google does not document. */
  readonly read: (value: Readonly<Record<string, unknown>>) => Value | undefined;
}

/** Whether people may set up 2-step verification. */
export const enrollment: Setting<boolean> = {
  name: 'enrollment',
  initial: true,
  read: ({ allowEnrollment }) => (typeof allowEnrollment === 'boolean' ? allowEnrollment : undefined),
};

/** Since when (milliseconds since 1970) it is enforced; null for never, which Google writes as a time in 1970. */
export const enforcement: Setting<number | null> = {
  name: 'enforcement',
  initial: null,
  read: ({ enforcedFrom }) => {
    const from = instant(enforcedFrom);
    if (from === null) return undefined;
    return from < days(365) ? null : from;
  },
};

/** Nine digits are thirty years: more is not a grace period, and would overflow what a date can hold. */
const seconds = /^(\d{1,9}(?:\.\d+)?)s$/;

/** How long after an account is made its owner may go without, in milliseconds. Google writes `604800s`. */
export const gracePeriod: Setting<number> = {
  name: 'grace_period',
  initial: 0,
  read: ({ enrollmentGracePeriod }) => {
    const match = typeof enrollmentGracePeriod === 'string' ? seconds.exec(enrollmentGracePeriod) : null;
    return match ? Number(match[1]) * 1000 : undefined;
  },
};

/** Which factors may be used to sign in. */
export const factors: Setting<FactorSet> = {
  name: 'enforcement_factor',
  initial: 'ALL',
  read: ({ allowedSignInFactorSet }) => factorSets.find((set) => set === allowedSignInFactorSet),
};
