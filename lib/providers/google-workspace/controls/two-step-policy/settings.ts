import { days } from '../../../../evidence/day.ts';
import { asText, instant } from '../../../../judging/instant.ts';

/** Which second factors may be used; all but `ALL` exclude text message and voice. */
export const factorSets = [
  'ALL',
  'NO_TELEPHONY',
  'PASSKEY_ONLY',
  'PASSKEY_PLUS_SECURITY_CODE',
  'PASSKEY_PLUS_IP_BOUND_SECURITY_CODE',
] as const;

export type FactorSet = (typeof factorSets)[number];

type Raw = Readonly<Record<string, unknown>>;

/** One setting of 2-step verification: its name at Google, Google's default, and how its value is read. */
export interface Setting<Value> {
  readonly name: string;
  readonly initial: Value;
  /** Undefined for a value of a shape that Google does not document, and for one that is not believed. */
  readonly read: (value: Raw) => Value | undefined;
  /** A clause: why a value of the right shape is not believed; null where that is not the reason. */
  readonly disbelief?: (value: Raw) => string | null;
  /** Whether two values mean the same at a moment (milliseconds since 1970). */
  readonly isSame: (one: Value, other: Value, now: number) => boolean;
  readonly asText: (value: Value) => string;
}

/** Whether people may set up 2-step verification. */
export const enrollment: Setting<boolean> = {
  name: 'enrollment',
  initial: true,
  read: ({ allowEnrollment }) => (typeof allowEnrollment === 'boolean' ? allowEnrollment : undefined),
  isSame: Object.is,
  asText: (allowed) => (allowed ? 'enrolment allowed' : 'enrolment forbidden'),
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
  isSame: (one, other, now) => isInForce(one, now) === isInForce(other, now),
  asText: (from) => (from === null ? 'no enforcement' : `enforcement from ${asText(from)}`),
};

/** Whether enforcement that begins then has begun. */
export function isInForce(from: number | null, now: number): boolean {
  return from !== null && from <= now;
}

/** Nine digits are thirty years: more would overflow what a date can hold. */
const seconds = /^(\d{1,9}(?:\.\d+)?)s$/;
/** Six months, in the longest half of a year. Google's console offers no more. */
const longestGrace = days(184);

/** How long after an account is made its owner may go without, in milliseconds. Google writes `604800s`. */
export const gracePeriod: Setting<number> = {
  name: 'grace_period',
  initial: 0,
  read: (value) => {
    const grace = graceIn(value);
    return grace !== undefined && grace <= longestGrace ? grace : undefined;
  },
  disbelief: (value) => {
    const grace = graceIn(value);
    return grace === undefined
      ? null
      : `a grace period of ${lengthAsText(grace)} is not believed, since Google offers six months at the most`;
  },
  isSame: Object.is,
  asText: (grace) => (grace === 0 ? 'no grace period' : `a grace period of ${lengthAsText(grace)}`),
};

function graceIn({ enrollmentGracePeriod }: Raw): number | undefined {
  const match = typeof enrollmentGracePeriod === 'string' ? seconds.exec(enrollmentGracePeriod) : null;
  return match ? Number(match[1]) * 1000 : undefined;
}

function lengthAsText(milliseconds: number): string {
  const [count, unit] =
    milliseconds % days(1) === 0 ? [milliseconds / days(1), 'day'] : [milliseconds / 1000, 'second'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Which factors may be used to sign in. */
export const factors: Setting<FactorSet> = {
  name: 'enforcement_factor',
  initial: 'ALL',
  read: ({ allowedSignInFactorSet }) => factorSets.find((set) => set === allowedSignInFactorSet),
  isSame: Object.is,
  asText: (set) => set,
};
