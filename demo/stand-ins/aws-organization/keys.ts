import type { KnownKey } from '../aws/signature.ts';

export const ownKey: KnownKey = {
  accessKeyId: 'AKIDSTANDINEXAMPLE00',
  secretAccessKey: 'stand-in-secret-key-not-a-real-one',
};

const prefix = 'ASIASTANDIN';
const rootMark = 'R';

/** What a session in an account consists of. */
export function sessionOf(account: string, now: Date) {
  return {
    AccessKeyId: `${prefix}${account}`,
    SecretAccessKey: `session-secret-of-${account}-not-a-real-one`,
    SessionToken: `session-token-of-${account}-not-a-real-one`,
    Expiration: new Date(now.getTime() + 3_600_000).toISOString(),
  };
}

/** The same as root of the account. */
export function rootSessionOf(account: string, now: Date) {
  return { ...sessionOf(account, now), AccessKeyId: `${prefix}${rootMark}${account}` };
}

export function isRootSession(accessKeyId: string): boolean {
  return accessKeyId.startsWith(`${prefix}${rootMark}`);
}

/** The account that a key is a session in, or null for none of them. */
export function accountOfSession(accessKeyId: string): string | null {
  return accessKeyId.startsWith(prefix) ? accessKeyId.slice(-12) : null;
}

/** The key that an id stands for. */
export function keyOf(accessKeyId: string): KnownKey | null {
  if (accessKeyId === ownKey.accessKeyId) return ownKey;
  const account = accountOfSession(accessKeyId);
  if (account === null) return null;
  return { accessKeyId, secretAccessKey: sessionOf(account, new Date(0)).SecretAccessKey };
}
