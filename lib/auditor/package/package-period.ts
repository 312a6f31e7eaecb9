import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import type { Entry } from '../../locker/locker.ts';
import { sha256 } from '../../seal/digest.ts';
import { keyPath, readPublicKey } from '../../seal/public-key.ts';
import type { Signer } from '../../seal/signer.ts';
import { datasetEvidence, datasetNames } from '../datasets/dataset-nights.ts';
import type { RecordKeys } from '../datasets/record-histories.ts';
import { type GatherInput, gather } from '../gather/gather.ts';
import type { Gathered } from '../gather/gathered.ts';
import type { ControlWords } from '../model/controls.ts';
import type { StoredAttestation } from '../model/decisions.ts';
import { assessmentResults } from '../oscal/assessment-results.ts';
import type { Pseudonymized } from '../pseudonyms/pseudonymous-locker.ts';
import type { Replaced, ReplacePeople } from '../pseudonyms/replace-people.ts';
import { reportFiles } from '../report/files.ts';
import type { DatasetHistory, Maker, PackageFile, ReportModel } from '../report/model.ts';
import { attestationsTable, nightsTable, waiversTable } from '../tables/period-tables.ts';
import { verifyPage } from '../verify/verify-page.ts';
import { type WrittenFile, zipWriter } from '../zip/zip-writer.ts';
import { assembleModel, reportSources } from './assemble.ts';
import { copyEvidence } from './copy-evidence.ts';
import { type DerivedControls, deriveControls, failuresPath } from './derive-controls.ts';
import { deriveDataset, populationPath } from './derive-datasets.ts';
import { evidenceEntries, namedWords, type PackageLocker } from './evidence-files.ts';
import { formatManifest, type Manifest, type ManifestFile, manifestPath, signaturePath } from './manifest.ts';
import { type ScratchFiles, scratchFiles } from './scratch-files.ts';
import { signManifest } from './signature.ts';

export interface PackageInput extends GatherInput {
  readonly locker: PackageLocker;
  /** Who signs the manifest; null leaves it unsigned, and verifying says so. */
  readonly signer: Signer | null;
  readonly maker: Pick<Maker, 'version' | 'commit'>;
  /** What controls say of themselves. */
  readonly words: readonly ControlWords[];
  readonly keys: RecordKeys;
  /** Where the zip goes. */
  readonly out: Writable;
  /** Given when people are to be replaced by pseudonyms. */
  readonly replacePeople?: ReplacePeople | undefined;
}

export interface PackageResult {
  readonly manifest: Manifest;
  readonly files: number;
}

const oscalPath = 'oscal/assessment-results.json';

/**
 * Makes the auditor's package of a period. A locker with problems is packaged as it is, and the package says so. Memory
 * does not grow with the population; what grows lies in a temporary folder meanwhile. Throws `AuditorError` (`empty`).
 */
export async function packagePeriod(input: PackageInput): Promise<PackageResult> {
  const verified = await gather(input);
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-package-'));
  const zip = zipWriter(input.out);
  try {
    const source = await sourceOf(input, verified, folder);
    const scratch = scratchFiles(folder);
    const written: WrittenFile[] = [];
    const deriving = derive(input, source, scratch);
    // Heard of below, when the evidence is in.
    deriving.catch(() => {});
    for await (const file of copyEvidence(source.locker, source.entries, zip)) written.push(file);
    const ownKey = input.signer && keyPath(input.signer.keyId);
    if (ownKey && !written.some(({ path }) => path === ownKey))
      written.push(await zip.add(ownKey, Buffer.from(input.signer?.publicKey ?? '')));
    for await (const { path, content } of derivedFiles(input, source, await deriving, written, scratch))
      written.push(
        typeof content === 'string'
          ? await zip.add(path, Buffer.from(content))
          : await zip.addStream(path, content),
      );
    const manifest = manifestOf(input, source, written);
    const bytes = Buffer.from(formatManifest(manifest));
    await zip.add(manifestPath, bytes);
    if (input.signer) {
      const text = await signManifest(manifest, sha256(bytes), input.signer, input.now);
      await zip.add(signaturePath, Buffer.from(text));
    }
    await zip.finish();
    return { manifest, files: written.length };
  } catch (error) {
    zip.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the package is made from: the locker as it is, or with people replaced. */
interface Source {
  readonly locker: PackageLocker;
  readonly gathered: Gathered;
  readonly words: readonly StoredAttestation[];
  readonly entries: readonly Entry[];
  readonly replaced: Replaced | null;
}

async function sourceOf(input: PackageInput, gathered: Gathered, scratch: string): Promise<Source> {
  const { locker, reader, keys, replacePeople } = input;
  const words = await namedWords(locker, gathered.nights);
  const entries = await evidenceEntries(locker, reader, gathered.period, words);
  if (!replacePeople) return { locker, gathered, words, entries, replaced: null };
  const folder = join(scratch, 'pseudonyms');
  const replaced = await replacePeople({ locker, gathered, words, entries, keys, folder });
  const { files } = replaced;
  return {
    locker: files.locker,
    gathered: files.gathered,
    words: files.words,
    entries: await files.locker.list(''),
    replaced,
  };
}

interface Derived {
  readonly controls: DerivedControls;
  readonly datasets: readonly DatasetHistory[];
}

async function derive(
  { keys, words }: PackageInput,
  { locker, gathered }: Source,
  scratch: ScratchFiles,
): Promise<Derived> {
  const names = datasetNames(gathered.nights);
  const { nights, period } = gathered;
  const controls = await deriveControls(locker, nights, names, words, period.timezone, scratch);
  const datasets: DatasetHistory[] = [];
  for (const name of names) datasets.push(await deriveDataset(locker, gathered, name, keys, scratch));
  return { controls, datasets };
}

interface DerivedFile {
  readonly path: string;
  readonly content: string | AsyncIterable<Buffer>;
}

/** Everything that is made from the evidence, in order. */
async function* derivedFiles(
  input: PackageInput,
  { locker, gathered, words, replaced }: Source,
  { controls, datasets }: Derived,
  written: readonly WrittenFile[],
  scratch: ScratchFiles,
): AsyncGenerator<DerivedFile> {
  const model = assembleModel({
    gathered,
    derived: controls,
    datasets,
    attestations: words,
    words: input.words,
    trustedKeys:
      input.trustedKeys === 'in-locker' ? [] : input.trustedKeys.map((pem) => readPublicKey(pem).keyId),
    keysInPackage: new Set(written.map(({ path }) => path).filter((path) => path.startsWith('keys/'))),
    maker: input.maker,
    pseudonyms: replaced !== null,
    files: otherFiles,
  });
  for (const { csv } of controls.controls) if (csv) yield { path: csv, content: scratch.stream(csv) };
  for (const dataset of datasets)
    for (const ending of ['csv', 'json']) {
      const path = `${populationPath(dataset)}.${ending}`;
      yield { path, content: scratch.stream(path) };
    }
  yield* tables(model, gathered, scratch);
  yield { path: oscalPath, content: assessmentResults(model) };
  yield { path: 'VERIFY.md', content: verifyPage };
  const evidence = (dataset: DatasetHistory) => datasetEvidence(locker, gathered, dataset);
  yield* reportFiles(model, reportSources(controls, datasets, evidence, scratch));
}

function* tables(model: ReportModel, { nights }: Gathered, scratch: ScratchFiles): Generator<DerivedFile> {
  yield { path: 'nights.csv', content: nightsTable(nights) };
  yield { path: failuresPath, content: scratch.stream(failuresPath) };
  yield { path: 'waivers.csv', content: waiversTable(model.waivers, nights) };
  yield { path: 'attestations.csv', content: attestationsTable(model.attestations, nights) };
}

const otherFiles: readonly PackageFile[] = [
  { path: 'VERIFY.md', label: 'How to check this package without our code' },
  { path: 'nights.csv', label: 'Every night that was due, and what came of it' },
  { path: failuresPath, label: 'Every failure from its first night to its last' },
  { path: 'waivers.csv', label: 'Waivers in force, and what they covered' },
  { path: 'attestations.csv', label: 'What people attested, and when it counted' },
  { path: oscalPath, label: 'The results in OSCAL' },
  { path: manifestPath, label: 'Every file of this package with its hash' },
];

function manifestOf(
  input: PackageInput,
  { gathered, replaced }: Source,
  written: readonly WrittenFile[],
): Manifest {
  const { nights, verification, head, period, asOf } = gathered;
  const count = (outcome: string): number => nights.filter((night) => night.outcome === outcome).length;
  const { ok, trust, checked, problems } = verification;
  return {
    schema: 'exhibit/package/v1',
    organization: gathered.organization,
    locker: gathered.origin,
    period,
    asOf: asOf.toISOString(),
    head: { sequence: head.sequence, sha256: head.sha256 },
    nights: {
      due: nights.filter(({ due }) => due).length,
      complete: count('complete'),
      partial: count('partial'),
      failed: count('failed'),
      missing: count('missing'),
      besides: nights.filter(({ due }) => !due).length,
    },
    maker: input.maker,
    pseudonyms: replaced && { method: replaced.method, key: replaced.key },
    verification: { ok, trust, checked, problems: [...problems] },
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
