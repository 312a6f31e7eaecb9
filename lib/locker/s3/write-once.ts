import { setTimeout as pause } from 'node:timers/promises';
import { LockerError } from '../locker.ts';
import { type Bucket, objectOf } from './bucket.ts';
import type { Content } from './content.ts';
import { explain, faultKind, wasRepeated } from './error.ts';
import { digestOf, headOf } from './read.ts';
import { sendNew } from './send.ts';

/** How often an object is sent. The SDK itself repeats what it can before that. */
const attempts = 4;
const firstPauseMs = 200;

/**
 * Stores an object under a key that has none. Throws `LockerError`: `exists` when the key is taken, `unreachable` for
 * all else.
 *
 * An answer can be lost after the object was stored, and the repeated request is then refused because of our own
 * object. So a refusal is believed only if nothing was sent before it; else what is there is compared with what was
 * sent, and the same bytes count as ours.
 */
export async function writeOnce(bucket: Bucket, key: string, content: Content): Promise<void> {
  // Asked before a large file is sent for nothing.
  if (content.parts.length > 0 && (await headOf(bucket, key))) throw taken(key);
  let mayBeOurs = false;
  for (let attempt = 1; ; attempt++) {
    const error = await tryToSend(bucket, key, content);
    if (error === null) return;
    const kind = faultKind(error);
    if (kind === 'final' || kind === 'absent') throw explain(error, bucket, `Storing ${key}`);
    mayBeOurs ||= kind === 'passing' || wasRepeated(error);
    if (kind === 'taken' && !mayBeOurs) throw taken(key);
    const there = await compare(bucket, key, content);
    if (there === 'same' && mayBeOurs) return;
    if (there !== 'absent') throw taken(key);
    if (attempt === attempts) throw explain(error, bucket, `Storing ${key}`);
    await pause(firstPauseMs * 2 ** attempt * Math.random());
  }
}

async function tryToSend(bucket: Bucket, key: string, content: Content): Promise<unknown> {
  let confirmed: string | undefined;
  try {
    confirmed = await sendNew(bucket, key, content);
  } catch (error) {
    return error ?? new Error('unknown');
  }
  await confirm(bucket, key, content, confirmed);
  return null;
}

/** An object counts as stored when the service says that it holds the bytes that were meant. */
async function confirm(
  bucket: Bucket,
  key: string,
  content: Content,
  said: string | undefined,
): Promise<void> {
  if (said === content.checksum) return;
  if (said === undefined && (await compare(bucket, key, content)) === 'same') return;
  const { Key } = objectOf(bucket, key);
  throw new LockerError(
    'unreachable',
    `The store confirmed ${Key} with another checksum than that of what was sent. Compare the object with its neighbours before you rely on it, and ask who runs the store.`,
  );
}

/** What lies under the key, against what was to be stored there. */
async function compare(bucket: Bucket, key: string, content: Content): Promise<'same' | 'other' | 'absent'> {
  const head = await headOf(bucket, key);
  if (!head) return 'absent';
  if (head.bytes !== content.bytes) return 'other';
  if (head.checksum === content.checksum) return 'same';
  // Checksums of one form can be told apart; an object that was sent in other parts has to be read.
  if (head.checksum !== null && content.parts.length === 0 && !head.checksum.includes('-')) return 'other';
  return (await digestOf(bucket, key))?.sha256 === content.sha256 ? 'same' : 'other';
}

function taken(key: string): LockerError {
  return new LockerError('exists', `${key} is already in the locker, and what is there is never changed.`);
}
