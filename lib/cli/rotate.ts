import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { Signing } from '../config/configuration.ts';
import { openLocker } from '../locker/open.ts';
import { chainHead } from '../seal/chain.ts';
import { openKeyFile } from '../seal/key-file.ts';
import { readPublicKey } from '../seal/public-key.ts';
import type { Signer } from '../seal/signer.ts';
import { CommandError } from './exit.ts';
import { readTrustedKeys } from './reading.ts';
import { keyFilePath } from './signing.ts';

/** Whose key is changed: a company's, or a fleet's. */
export interface KeyOwner {
  /** The file that names the key. */
  readonly file: string;
  readonly locker: string;
  readonly signing: Signing;
  readonly trustedKeys: readonly string[];
}

export interface Rotation {
  readonly fresh: Signer;
  /** Null where it was lost. */
  readonly old: { readonly keyId: string; readonly setAside: string } | null;
  readonly path: string;
  /** Public keys that `trustedKeys:` lacks, relative to the file that names the key. */
  readonly toTrust: readonly string[];
}

/**
 * Puts a new key in the place of the old one, which is set aside. At every moment one of the two lies there. Throws
 * `CommandError` where no key is there, unless it was `lost`, and where one is that is said to be lost.
 */
export async function rotate(owner: KeyOwner, { lost }: { readonly lost: boolean }): Promise<Rotation> {
  const path = keyFilePath(owner);
  const trusted = (await readTrustedKeys(owner.trustedKeys)).map((pem) => readPublicKey(pem).keyId);
  if (!existsSync(path)) await checkLost(owner, path, lost);
  else if (lost)
    throw new CommandError(
      `${path} is there. Leave out --lost, or move the file away where it is not the key.`,
    );
  const before = lost
    ? null
    : { text: await readFile(path), key: await openKeyFile(path, { create: false }) };
  const fresh = await openKeyFile(`${path}.new`);
  const setAside = before && join(dirname(path), `old-${before.key.keyId.slice(0, 16)}.pem`);
  const keys = [before?.key, fresh].filter((key) => key !== undefined);
  for (const key of keys) await writeFile(publicPath(path, key), key.publicKey);
  if (before && setAside) await writeFile(setAside, before.text, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return {
    fresh,
    old: before && setAside ? { keyId: before.key.keyId, setAside } : null,
    path,
    toTrust: keys
      .filter(({ keyId }) => !trusted.includes(keyId))
      .map((key) => relative(dirname(owner.file), publicPath(path, key))),
  };
}

/** What is to be done after it, for a person. */
export function rotationText({ fresh, old, path, toTrust }: Rotation, owner: KeyOwner): string {
  const steps = [
    `Back up ${path}.`,
    `Trust the new public key as well as the old one: ${trustText(toTrust, owner)}`,
    ...(old ? [] : [oldCopy(owner)]),
    'Give the new public key to your auditor, who checks nights before and after with both.',
    old
      ? `Destroy the old private key: ${old.setAside}. Nothing needs it now.`
      : 'If somebody else may have the old key, tell your auditor up to which seal it counts.',
  ];
  return [
    `New key: ${fresh.keyId}`,
    `Old key: ${old?.keyId ?? 'lost'}`,
    '',
    'From the next run on, nights are sealed with the new key. To finish:',
    ...steps.map((step, at) => `  ${at + 1}. ${step}`),
  ].join('\n');
}

/** Lines to be copied into the file. */
function trustText(toTrust: readonly string[], { file, trustedKeys }: KeyOwner): string {
  const entries = toTrust.map((name) => `  - ${/^[\w./-]+$/.test(name) ? name : JSON.stringify(name)}`);
  return trustedKeys.length > 0
    ? [`add under trustedKeys: in ${file}`, '', ...entries, ''].join('\n')
    : [`add to ${file}`, '', 'trustedKeys:', ...entries, ''].join('\n');
}

function oldCopy({ locker }: KeyOwner): string {
  return `Trust the old public key too. A copy lies in keys/ of ${locker}: compare it with the one that you kept elsewhere.`;
}

async function checkLost({ file, locker, signing }: KeyOwner, path: string, lost: boolean): Promise<void> {
  const had = (signing.memory !== null && existsSync(signing.memory)) || (await hasSeals(locker));
  if (!had) throw new CommandError(`There is no signing key at ${path} yet; the first run makes it.`);
  if (!lost)
    throw new CommandError(
      `The signing key ${path} is not there. If ${basename(file)} is the right file, restore the key from a backup. If it is lost for good, add --lost, and a new one is made.`,
    );
}

async function hasSeals(location: string): Promise<boolean> {
  const locker = openLocker(location);
  try {
    return (await chainHead(locker)) !== null;
  } finally {
    await locker.close();
  }
}

function publicPath(path: string, { keyId }: Signer): string {
  return join(dirname(path), `${keyId}.public.pem`);
}
