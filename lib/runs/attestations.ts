import { basename } from 'node:path';
import { canonicalDocument } from '../evidence/canonical.ts';
import { sha256Of } from '../evidence/sha256.ts';
import { madeBytes } from '../files/made-file.ts';
import { type Attestation, type AttestedFile, attestationIn } from '../judging/attestation.ts';
import type { Locker } from '../locker/locker.ts';
import { storeOnce } from './write-once.ts';

/** Reviews lie by themselves; every other attestation, by what it is about. */
const folders = ['attestations', 'reviews'] as const;

function folderOf({ control, review }: Pick<Attestation, 'control' | 'review'>): string {
  return review ? folders[1] : `${folders[0]}/${control}`;
}

/** A person's file may be a scan of many pages. */
const largestMegabytes = 256;

/**
 * Stores an attestation and its files. The files are kept under their own hash, so the same file twice is one.
 * @param files paths on this machine
 */
export async function storeAttestation(
  locker: Locker,
  given: Omit<Attestation, 'schema' | 'files'>,
  files: readonly string[],
): Promise<Attestation> {
  const stored: AttestedFile[] = [];
  for (const file of files) stored.push(await storeFile(locker, folderOf(given), file));
  const attestation: Attestation = { schema: 'exhibit/attestation/v1', ...given, files: stored };
  const text = canonicalDocument(attestation);
  const time = given.at.slice(0, 19).replaceAll(':', '-');
  await storeOnce(locker, `${folderOf(given)}/${time}Z${endingFor(sha256Of(text))}`, text);
  return attestation;
}

async function storeFile(locker: Locker, folder: string, file: string): Promise<AttestedFile> {
  const bytes = madeBytes(file, largestMegabytes);
  const hash = sha256Of(bytes);
  const path = `${folder}/files/${hash}`;
  await storeOnce(locker, path, bytes);
  return { name: basename(file), path, sha256: hash, bytes: bytes.length };
}

/** An attestation's name ends so, and thereby shows whether it is still what was recorded. */
export function endingFor(sha256: string): string {
  return `-${sha256.slice(0, 12)}.json`;
}

/**
 * Every attestation that lies in the locker as it was recorded, with its key, oldest key first. What was changed since, or was
 * never an attestation, does not count, and `verify` names it.
 */
export async function readAttestations(
  locker: Locker,
): Promise<readonly { readonly path: string; readonly sha256: string; readonly attestation: Attestation }[]> {
  const found = [];
  for (const { key } of await listed(locker)) {
    const bytes = key.endsWith('.json') ? await locker.read(key) : null;
    const sha256 = bytes && sha256Of(bytes);
    const attestation =
      bytes && sha256 && key.endsWith(endingFor(sha256)) ? attestationIn(bytes.toString('utf8')) : null;
    if (sha256 && attestation) found.push({ path: key, sha256, attestation });
  }
  return found;
}

async function listed(locker: Locker): Promise<readonly { readonly key: string }[]> {
  const lists = await Promise.all(folders.map((folder) => locker.list(`${folder}/`)));
  return lists.flat();
}
