import { sha256Of } from '../evidence/sha256.ts';
import type { Entry } from '../locker/locker.ts';
import { reportFiles } from '../report/files.ts';
import type { PackageFile, ReportModel } from '../report/model.ts';
import { readPublicKey } from '../seal/public-key.ts';
import { assembleModel, reportSources } from './assemble.ts';
import { failuresPath } from './derive-controls.ts';
import { populationPath } from './derive-datasets.ts';
import { manifestPath } from './manifest.ts';
import { assessmentResults, assessmentResultsPath } from './oscal/assessment-results.ts';
import { catalogDocument, catalogPath } from './oscal/catalog.ts';
import { componentDefinition, componentDefinitionPath } from './oscal/component-definition.ts';
import type { OscalSources } from './oscal/sources.ts';
import type { PackageInput } from './package-build.ts';
import type { PackagedEvidence } from './packaged-evidence.ts';
import type { PackagedNight } from './period/period-evidence.ts';
import { moveTables, vaultChangesPath, vaultChangesTable } from './tables/move-tables.ts';
import { attestationsTable, nightsTable, standardTable, waiversTable } from './tables/period-tables.ts';
import { verifyPage } from './verify/verify-page.ts';

/** A short file that is made of the evidence. */
export interface DerivedFile {
  readonly path: string;
  readonly content: string;
}

/** What is in the page, tables and OSCAL beside the evidence; the manifest says it too. */
export interface DerivedFrom {
  readonly maker: PackageInput['maker'];
  /** Ids of the keys that were trusted from outside. */
  readonly trustedKeys: readonly string[];
  /** The files that the package holds by then. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  /** When it was opened, where it is the page of a running locker. */
  readonly opened?: string;
}

/** What was made of the evidence while it was walked, in the order in which it goes into the package. */
export function scratchFiles({
  derived: { controls, datasets, scratch },
}: Pick<PackagedEvidence, 'derived'>): readonly Entry[] {
  const paths = [
    ...controls.controls.flatMap(({ csv }) => csv ?? []),
    ...datasets.flatMap((dataset) => ['csv', 'json'].map((ending) => `${populationPath(dataset)}.${ending}`)),
    failuresPath,
    ...moveTables.map(({ path }) => path),
  ];
  return paths.map(scratch.entry);
}

/** Everything else that is made of it, in order. */
export async function* derivedFiles(
  { maker, trustedKeys, files, opened }: DerivedFrom,
  packaged: Pick<PackagedEvidence, 'evidence' | 'attestations' | 'derived'> & { readonly replaced: unknown },
): AsyncGenerator<DerivedFile> {
  const { evidence, attestations: text, replaced, derived } = packaged;
  const { controls, datasets, scratch, standard, standardMoves, changes, register, named } = derived;
  const model = assembleModel({
    evidence,
    derived: controls,
    datasets,
    standard,
    standardMoves,
    changes,
    register,
    named,
    attestations: text,
    metadata: packaged.derived.metadata,
    trustedKeys,
    keysInPackage: new Set(files.map(({ path }) => path).filter((path) => path.startsWith('keys/'))),
    maker,
    pseudonyms: replaced !== null,
    files: otherFiles,
    ...(opened !== undefined && { opened }),
  });
  yield* tables(model, evidence.nights);
  const hashes = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  yield* oscal({ model, hashes, exceptions: controls.exceptions });
  yield { path: 'VERIFY.md', content: verifyPage };
  yield* reportFiles(model, reportSources(controls, datasets, scratch));
}

/** Ids of the keys that were trusted from outside; empty where those in the locker were believed. */
export function trustedKeyIds(trusted: PackageInput['trustedKeys']): string[] {
  return trusted === 'in-locker' ? [] : trusted.map((pem) => readPublicKey(pem).keyId).sort();
}

/** What the results point to comes first, for its hash is in them. */
function* oscal({ model, hashes, exceptions }: OscalSources): Generator<DerivedFile> {
  const known = new Map(hashes);
  for (const [path, content] of [
    [catalogPath, catalogDocument(model)],
    [componentDefinitionPath, componentDefinition(model)],
  ] as const) {
    known.set(path, sha256Of(content));
    yield { path, content };
  }
  yield { path: assessmentResultsPath, content: assessmentResults({ model, exceptions, hashes: known }) };
}

function* tables(model: ReportModel, nights: readonly PackagedNight[]): Generator<DerivedFile> {
  yield { path: 'nights.csv', content: nightsTable(nights) };
  yield { path: 'waivers.csv', content: waiversTable(model.waivers, nights) };
  yield { path: 'attestations.csv', content: attestationsTable(model.attestations, nights) };
  yield { path: 'standard.csv', content: standardTable(model) };
  yield { path: vaultChangesPath, content: vaultChangesTable(model.changes, nights) };
}

const otherFiles: readonly PackageFile[] = [
  { path: 'VERIFY.md', label: 'How to check this package without our code' },
  { path: 'nights.csv', label: 'Every night that was due, and its result' },
  { path: failuresPath, label: 'Every failure from its first night to its last' },
  { path: 'waivers.csv', label: 'Waivers in force, and what they covered' },
  { path: 'attestations.csv', label: 'What people attested, and when it counted' },
  { path: 'standard.csv', label: 'What the nights were judged by, and every change of it' },
  ...moveTables.map(({ label, path }) => ({ path, label })),
  { path: vaultChangesPath, label: 'Who got access to a vault and who lost it' },
  { path: assessmentResultsPath, label: 'The results in OSCAL' },
  { path: catalogPath, label: 'The controls in OSCAL, with their places in NIST SP 800-53' },
  { path: componentDefinitionPath, label: 'What judged them, in OSCAL' },
  { path: manifestPath, label: 'Every file of this package with its hash' },
];
