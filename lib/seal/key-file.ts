import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FileError, madeText } from '../files/made-file.ts';
import { makeFolders } from '../locker/make-folders.ts';
import { placeOnce } from '../locker/place-once.ts';
import { SealError } from './error.ts';
import { readPublicKey } from './public-key.ts';
import type { Signer } from './signer.ts';

export interface KeyFileOptions {
  /** Whether a key is made when there is none (the default). Say false once a chain has seals: then it was lost. */
  readonly create?: boolean;
}

/**
 * The signer that a P-256 key file (PKCS#8, PEM) is. It is made on first use, readable by its owner only.
 *
 * When the file is lost, seals already made stay verifiable, because that takes only the public key; nothing new
 * can be sealed with it. When it is copied by someone else, that person can make seals that pass: use another key
 * from then on, and trust the old one no longer than the last seal that is known from outside the locker.
 */
export async function openKeyFile(path: string, options: KeyFileOptions = {}): Promise<Signer> {
  if (options.create !== false) await makeOnce(path);
  const key = await readPrivateKey(path);
  const { keyId, pem } = readPublicKey(
    createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  );
  return { keyId, publicKey: pem, sign: async (bytes) => sign('sha256', bytes, key) };
}

/** Written aside, flushed and linked: a key is there whole or not at all, and is never replaced. */
async function makeOnce(path: string): Promise<void> {
  if (await stat(path).catch(() => null)) return;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await makeFolders(dirname(path), 0o700);
  const draft = `${path}.${randomUUID().slice(0, 8)}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await file.sync();
    await placeOnce(draft, path, { claims: dirname(path) });
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

async function readPrivateKey(path: string): Promise<KeyObject> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new SealError(
      'key',
      error.code === 'ENOENT' ? lost(path) : `${path} cannot be read: ${error.code}.`,
      {
        cause: error,
      },
    );
  });
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) throw new SealError('key', exposed(path));
  return parse(path, readText(path));
}

function readText(path: string): string {
  try {
    return madeText(path);
  } catch (cause) {
    if (!(cause instanceof FileError)) throw cause;
    throw new SealError('key', `${path} cannot be read: ${cause.reason}.`, { cause });
  }
}

function parse(path: string, text: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = createPrivateKey(text);
  } catch {
    // The reason could quote the text, and the text is the secret.
  }
  if (key?.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new SealError(
      'key',
      `${path} does not hold a P-256 private key in PEM form (PKCS#8, not encrypted).`,
    );
  return key;
}

function lost(path: string): string {
  return (
    `The signing key ${path} is not there. Restore it from a backup. If it is lost for good, \`exhibit rotate-key --lost\` ` +
    "makes a new one (`exhibit fleet rotate-key --lost` for a fleet's). The seals made with the old one stay verifiable " +
    'with its public key, of which a copy lies in the locker under keys/.'
  );
}

function exposed(path: string): string {
  return (
    `The signing key ${path} can be read by others than its owner, and who reads it can make seals. ` +
    `Run "chmod 600 ${path}"; if somebody may have read it, use a new key.`
  );
}
