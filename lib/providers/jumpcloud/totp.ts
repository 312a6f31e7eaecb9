import type { Raw } from '../../declared/fields.ts';

/** Whether an answer from before `mfaEnrollment` says that there is an authenticator app, the one factor that it tells of. */
export function hasTotpAlone({ mfaEnrollment, totp_enabled }: Raw): boolean {
  return (mfaEnrollment ?? null) === null && totp_enabled === true;
}
