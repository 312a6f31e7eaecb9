import { mkdir } from 'node:fs/promises';
import { canonicalDocument } from '../../evidence/canonical.ts';
import type { Attestation } from '../../judging/attestation.ts';
import { openFolderLocker } from '../../locker/folder.ts';
import type { Entry } from '../../locker/locker.ts';
import { attestationFolders } from '../../seal/verify/attestations.ts';
import type { PackageLocker } from '../evidence-files.ts';
import type { StoredAttestation } from '../model/decisions.ts';
import type { PackagedNight, PeriodEvidence } from '../period/period-evidence.ts';
import { readBelieved } from '../period/read-findings.ts';
import { changeRun } from './change-run.ts';
import { changeAttestation } from './documents.ts';
import { learnAccounts } from './learn-accounts.ts';
import { learnPeople } from './learn-people.ts';
import { type Input, type Original, parse, replace, type Work, withhold } from './replacement.ts';

const fileReason = 'A file that somebody handed over with an attestation; no rule knows what is in it.';

/** What became of the files of a locker in which people were replaced. */
export interface Pseudonymized {
  /** The locker with the files that were put in the place of its own. */
  readonly locker: PackageLocker;
  /** What is sealed of each file that was replaced, by path. */
  readonly originals: ReadonlyMap<string, Original>;
  readonly withheld: readonly (Original & { readonly path: string; readonly reason: string })[];
  readonly evidence: PeriodEvidence;
  readonly attestations: readonly StoredAttestation[];
}

/** Replaces people in everything that a package of these nights is made of. Holds every person's names, and no file. */
export async function pseudonymize(input: Input): Promise<Pseudonymized> {
  const { locker, evidence, entries, folder } = input;
  const store = openFolderLocker(folder);
  const work: Work = { ...input, store, originals: new Map(), withheld: [], unchanged: [] };
  // Drafts are written beside what is stored, which may be nothing yet.
  await mkdir(folder, { recursive: true });
  await learnAccounts(work);
  await learnPeople(work);
  for (const entry of entries) {
    if (entry.key.startsWith('runs/')) continue;
    if (!attestationFolders.some((folder) => entry.key.startsWith(`${folder}/`))) work.unchanged.push(entry);
    else await changeAttested(work, entry);
  }
  for (const night of runsOf(entries)) await changeRun(work, night);
  const view = viewOf(locker, work);
  return {
    locker: view,
    originals: work.originals,
    withheld: work.withheld,
    ...(await reread(work, evidence, view)),
  };
}

/** The files of each run, by its folder. */
function runsOf(entries: readonly Entry[]): readonly (readonly [string, readonly Entry[]])[] {
  const runs = Map.groupBy(
    entries.filter(({ key }) => key.startsWith('runs/')),
    ({ key }) => key.split('/').slice(0, 2).join('/'),
  );
  return [...runs];
}

async function changeAttested(work: Work, entry: Entry): Promise<void> {
  const attestation = entry.key.endsWith('.json')
    ? parse<Attestation>(await work.locker.read(entry.key))
    : null;
  if (attestation?.schema !== 'exhibit/attestation/v1') return await withhold(work, entry, fileReason);
  await replace(work, entry.key, canonicalDocument(changeAttestation(attestation, work.pseudonyms)));
}

/** The locker as the package is made from it: what was replaced comes from here, the rest from where it lies. */
function viewOf(locker: PackageLocker, { store, unchanged, originals }: Work): PackageLocker {
  const from = (key: string): PackageLocker => (originals.has(key) ? store : locker);
  const entries = async (): Promise<readonly Entry[]> => {
    const replaced = (await store.list('')).filter(({ key }) => originals.has(key));
    return [...unchanged, ...replaced].sort((a, b) => (a.key < b.key ? -1 : 1));
  };
  return {
    list: async (prefix) => (await entries()).filter(({ key }) => key.startsWith(prefix)),
    names: (prefix) => locker.names(prefix),
    read: (key) => from(key).read(key),
    readPart: (key, offset, bytes) => from(key).readPart(key, offset, bytes),
    local: (key) => from(key).local(key),
    pathOf: (key) => from(key).pathOf?.(key) ?? null,
    release: (key) => from(key).release(key),
  };
}

async function reread(
  { attestations, pseudonyms }: Work,
  evidence: PeriodEvidence,
  view: PackageLocker,
): Promise<Pick<Pseudonymized, 'evidence' | 'attestations'>> {
  const nights: PackagedNight[] = [];
  for (const night of evidence.nights) {
    const findings = night.findings && (await readBelieved(view, night.folder, night.run));
    nights.push({ ...night, findings, reason: night.reason && pseudonyms.text(night.reason) });
  }
  const { verification } = evidence;
  const problems = verification.problems.map((one) => ({ ...one, message: pseudonyms.text(one.message) }));
  return {
    evidence: { ...evidence, nights, verification: { ...verification, problems } },
    attestations: attestations.map((attestation) => ({
      ...attestation,
      attestation: changeAttestation(attestation.attestation, pseudonyms),
    })),
  };
}
