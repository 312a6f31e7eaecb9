import { sha256Of } from '../evidence/sha256.ts';
import type { Entry } from '../locker/locker.ts';
import { temporaryFolder } from '../locker/temporary-folder.ts';
import { keyPath } from '../seal/public-key.ts';
import { openPacker } from '../zip/packer.ts';
import { type WrittenFile, zipWriter } from '../zip/zip-writer.ts';
import { claimsOf } from './claims.ts';
import { copyFiles } from './copy-files.ts';
import { derivedFiles, scratchFiles, trustedKeyIds } from './derived-files.ts';
import { runEntries } from './evidence-files.ts';
import { formatManifest, type Manifest, type ManifestFile, manifestPath, signaturePath } from './manifest.ts';
import type { PackageBuild, PackageInput } from './package-build.ts';
import { type PackagedEvidence, packageAsItIs, packageReplaced } from './packaged-evidence.ts';
import { readPeriod } from './period/read-period.ts';
import type { Pseudonymized } from './pseudonyms/pseudonymous-locker.ts';
import { signManifest } from './signature.ts';
import { verifierPath } from './verify/check-verifier.ts';

export interface PackageResult {
  readonly manifest: Manifest;
  readonly files: number;
}

/**
 * Makes the auditor's package of a period. A locker with problems is packaged as it is, and the package says so. Memory
 * does not grow with the population; what grows lies in a temporary folder meanwhile. Throws `AuditorError` (`empty`).
 */
export async function packagePeriod(input: PackageInput): Promise<PackageResult> {
  const { locker, reader, period, replacePeople } = input;
  const found = await readPeriod(input);
  const files = await runEntries(locker, reader, period);
  const packer = openPacker(bytesHere(input, files.entries));
  const temporary = await temporaryFolder('exhibit-package');
  const folder = temporary.path;
  const zip = zipWriter(input.out);
  const build: PackageBuild = { input, found, files, packer, folder, zip, written: [] };
  try {
    const packaged = replacePeople ? await packageReplaced(build, replacePeople) : await packageAsItIs(build);
    await addOwnKey(build);
    await addDerived(build, packaged);
    const manifest = manifestOf(build, packaged);
    await addManifest(build, manifest);
    await zip.finish();
    return { manifest, files: build.written.length };
  } catch (error) {
    zip.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  } finally {
    await packer.close();
    await temporary.remove();
  }
}

/** How much a worker could read. What lies in a bucket is fetched; a function on AWS has no worker in its bundle. */
function bytesHere({ locker, replacePeople }: PackageInput, entries: readonly Entry[]): number {
  const here = entries.filter(({ key }) => replacePeople || (locker.pathOf?.(key) ?? null) !== null);
  return here.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The key that signs the manifest, where it made no seal. */
async function addOwnKey({ input: { signer }, zip, written }: PackageBuild): Promise<void> {
  const own = signer && keyPath(signer.keyId);
  if (own && !written.some(({ path }) => path === own))
    written.push(await zip.add(own, Buffer.from(signer.publicKey)));
}

async function addDerived(build: PackageBuild, packaged: PackagedEvidence): Promise<void> {
  const { input, zip, packer, written } = build;
  const { source } = packaged.derived.scratch;
  for await (const file of copyFiles(source, scratchFiles(packaged), zip, packer)) written.push(file);
  // What follows is made here, and would otherwise lie in memory beside an idle worker.
  await packer.close();
  const from = {
    maker: input.maker,
    trustedKeys: trustedKeyIds(input.trustedKeys),
    files: [...written],
    ...(input.opened && { opened: input.now.toISOString() }),
  };
  for await (const { path, content } of derivedFiles(from, packaged))
    written.push(await zip.add(path, Buffer.from(content)));
  if (input.verifier) written.push(await zip.add(verifierPath, input.verifier));
}

async function addManifest({ input: { signer, now }, zip }: PackageBuild, manifest: Manifest): Promise<void> {
  const bytes = Buffer.from(formatManifest(manifest));
  await zip.add(manifestPath, bytes);
  if (!signer) return;
  const signed =
    'signManifest' in signer
      ? await signer.signManifest(bytes)
      : await signManifest(manifest, sha256Of(bytes), signer, now);
  await zip.add(signaturePath, Buffer.from(signed));
}

function manifestOf({ input, written }: PackageBuild, { evidence, replaced }: PackagedEvidence): Manifest {
  return {
    schema: 'exhibit/package/v1',
    ...claimsOf(evidence, trustedKeyIds(input.trustedKeys)),
    maker: input.maker,
    pseudonyms: replaced && { method: replaced.method, key: replaced.key },
    files: written.map((file) => withOriginal(file, replaced?.files.originals)).sort(byPath),
    withheld: [...(replaced?.files.withheld ?? [])].sort(byPath),
  };
}

function withOriginal(file: WrittenFile, originals: Pseudonymized['originals'] | undefined): ManifestFile {
  const original = originals?.get(file.path);
  return original ? { ...file, original } : file;
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}
