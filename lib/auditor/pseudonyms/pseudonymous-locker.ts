import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attestation } from '../../controls/attestation.ts';
import type { Finding } from '../../controls/finding.ts';
import type { DriftDocument } from '../../drift/event.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import type { EvidenceDocument } from '../../evidence/document.ts';
import { recordLine } from '../../evidence/line.ts';
import { hashOfFile } from '../../locker/file-hash.ts';
import { openFolderLocker } from '../../locker/folder.ts';
import { fileLines, fileRecords } from '../../locker/lines.ts';
import type { Entry } from '../../locker/locker.ts';
import { sortedFile } from '../../locker/sorted-file.ts';
import type { FindingsDocument } from '../../nightly/conclude/findings-document.ts';
import type { RecordKeys } from '../datasets/record-histories.ts';
import type { Gathered, GatheredNight } from '../gather/gathered.ts';
import { readBelieved } from '../gather/read-findings.ts';
import type { StoredAttestation } from '../model/decisions.ts';
import type { PackageLocker } from '../package/evidence-files.ts';
import { changeDrift, changeEvidence, changeFinding, changeFindings, changeWord } from './documents.ts';
import { changePeople, changeTexts } from './person-fields.ts';
import type { Pseudonyms } from './pseudonym.ts';

interface Original {
  readonly bytes: number;
  readonly sha256: string;
}

/** What became of the files of a locker in which people were replaced. */
export interface Pseudonymized {
  /** The locker with the files that were put in the place of its own. */
  readonly locker: PackageLocker;
  /** What is sealed of each file that was replaced, by path. */
  readonly originals: ReadonlyMap<string, Original>;
  readonly withheld: readonly (Original & { readonly path: string; readonly reason: string })[];
  readonly gathered: Gathered;
  readonly words: readonly StoredAttestation[];
}

const rawReason =
  'An answer as a provider gave it holds people in places that no rule knows. Its hash is the one that was sealed.';
const fileReason = 'A file that somebody handed over with their word; no rule knows what is in it.';
const formReason = 'It is not of a form in which people can be replaced with certainty.';

interface Input {
  readonly locker: PackageLocker;
  readonly gathered: Gathered;
  readonly words: readonly StoredAttestation[];
  /** Every file that would go into the package. */
  readonly entries: readonly Entry[];
  readonly keys: RecordKeys;
  readonly pseudonyms: Pseudonyms;
  /** An empty folder. */
  readonly folder: string;
}

/** Replaces people in everything that a package of these nights is made of. Holds every person's names, and no file. */
export async function pseudonymize(input: Input): Promise<Pseudonymized> {
  const { locker, gathered, entries, folder } = input;
  const store = openFolderLocker(folder);
  const work: Work = { ...input, store, originals: new Map(), withheld: [], kept: [] };
  await learnPeople(work);
  for (const entry of entries) {
    if (entry.key.startsWith('runs/')) continue;
    if (!entry.key.startsWith('attestations/')) work.kept.push(entry);
    else await changeAttested(work, entry);
  }
  for (const night of runsOf(entries)) await changeRun(work, night);
  const view = viewOf(locker, work);
  return {
    locker: view,
    originals: work.originals,
    withheld: work.withheld,
    ...(await reread(work, gathered, view)),
  };
}

interface Work extends Input {
  readonly store: ReturnType<typeof openFolderLocker>;
  readonly originals: Map<string, Original>;
  readonly withheld: (Original & { path: string; reason: string })[];
  /** Files that go into the package as they are. */
  readonly kept: Entry[];
}

/** The files of each run, by its folder. */
function runsOf(entries: readonly Entry[]): readonly (readonly [string, readonly Entry[]])[] {
  const runs = Map.groupBy(
    entries.filter(({ key }) => key.startsWith('runs/')),
    ({ key }) => key.split('/').slice(0, 2).join('/'),
  );
  return [...runs];
}

/** Everybody's logins, ids and names, so that they are found in sentences too. */
async function learnPeople({ locker, entries, pseudonyms, words, gathered }: Work): Promise<void> {
  for (const { attestation } of words) learnWords(pseudonyms, attestation.note, attestation.by);
  for (const { findings } of gathered.nights) {
    for (const { reason, approvedBy } of findings?.waivers ?? []) learnWords(pseudonyms, reason, approvedBy);
    for (const { by, reason } of findings?.notJudged ?? [])
      if (by === 'configuration') pseudonyms.withhold(reason);
  }
  for (const { key } of entries) {
    const document = isDocument(key) ? parse<EvidenceDocument>(await locker.read(key)) : null;
    if (!document?.records) continue;
    const path = await locker.local(`${key.slice(0, key.lastIndexOf('/'))}/${document.records.path}`);
    if (!path) continue;
    for (const line of fileLines(path))
      changePeople(document.provider, document.dataset, parse(Buffer.from(line)), (identifier) => {
        // Addresses are found by their form.
        if (!identifier.includes('@')) pseudonyms.know(identifier);
        return identifier;
      });
  }
}

/** Reasons and events repeat what somebody wrote, and who it was. */
function learnWords(pseudonyms: Pseudonyms, written: string, by: string): void {
  pseudonyms.withhold(written);
  if (by.includes(' ')) pseudonyms.withhold(by);
  else if (!by.includes('@')) pseudonyms.know(by);
}

function isDocument(key: string): boolean {
  return key.startsWith('runs/') && key.endsWith('.json') && key.split('/').length === 4;
}

function parse<Document>(bytes: Buffer | null): Document | null {
  try {
    return bytes && (JSON.parse(bytes.toString('utf8')) as Document);
  } catch {
    return null;
  }
}

async function withhold({ locker, withheld }: Work, { key, bytes }: Entry, reason: string): Promise<void> {
  const path = await locker.local(key);
  if (path) withheld.push({ path: key, bytes, sha256: await hashOfFile(path), reason });
  await locker.release(key);
}

async function changeAttested(work: Work, entry: Entry): Promise<void> {
  const word = entry.key.endsWith('.json') ? parse<Attestation>(await work.locker.read(entry.key)) : null;
  if (word?.schema !== 'exhibit/attestation/v1') return await withhold(work, entry, fileReason);
  await replace(work, entry.key, canonicalDocument(changeWord(word, work.pseudonyms)));
}

/** Stores what goes in the place of a file, and remembers what was sealed there. */
async function replace(work: Work, key: string, text: string): Promise<void> {
  await remember(work, key);
  await work.store.create(key, text);
}

async function remember({ locker, originals }: Work, key: string): Promise<void> {
  const bytes = await locker.read(key);
  if (bytes)
    originals.set(key, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
}

async function changeRun(work: Work, [folder, entries]: readonly [string, readonly Entry[]]): Promise<void> {
  const left = new Map(entries.map((entry) => [entry.key.slice(folder.length + 1), entry]));
  const take = (name: string): Entry | undefined => {
    const entry = left.get(name);
    left.delete(name);
    return entry;
  };
  for (const name of ['SHA256SUMS', 'plan.json']) {
    const entry = take(name);
    if (entry) work.kept.push(entry);
  }
  await changeConclusion(work, folder, take);
  for (const [name] of [...left])
    if (isDocument(`${folder}/${name}`)) await changeDataset(work, folder, name, take);
  for (const [name, entry] of left)
    await withhold(work, entry, name.endsWith('.gz') ? rawReason : formReason);
}

async function changeConclusion(
  work: Work,
  folder: string,
  take: (name: string) => Entry | undefined,
): Promise<void> {
  const bytes = await work.locker.read(`${folder}/findings.json`);
  const run = parse<FindingsDocument>(bytes)?.run ?? '';
  const document = await readBelieved(work.locker, folder, run);
  const believed = work.gathered.nights.some((night) => night.folder === folder && night.findings);
  if (!document || !believed || !take('findings.json')) return;
  const { findings, drift } = document;
  let changed = changeFindings(document, work.pseudonyms);
  if (take(findings.path)) changed = { ...changed, ...(await changeLines(work, folder, changed)) };
  const events = take(drift.path) && parse<DriftDocument>(await work.locker.read(`${folder}/${drift.path}`));
  if (events) {
    const text = canonicalDocument(changeDrift(events, work.pseudonyms));
    await replace(work, `${folder}/${drift.path}`, text);
    changed = { ...changed, drift: { path: drift.path, ...measured(text) } };
  }
  await replace(work, `${folder}/findings.json`, canonicalDocument(changed));
}

function measured(text: string): Original {
  return { bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') };
}

/** In the order of the pseudonyms: that of the names would tell something of them. */
async function changeLines(
  work: Work,
  folder: string,
  document: FindingsDocument,
): Promise<Pick<FindingsDocument, 'findings' | 'controls'>> {
  const key = `${folder}/${document.findings.path}`;
  const places = new Map(document.controls.map(({ id }, at) => [id, String(at).padStart(6, '0')]));
  const keyOf = ({ control, subject }: Finding): string => `${places.get(control) ?? '999999'} ${subject}`;
  const path = (await work.locker.local(key)) ?? '';
  const draft = join(work.folder, 'draft.ndjson');
  const sorted = sortedFile(draft, (line) => keyOf(JSON.parse(line) as Finding));
  for (const finding of fileRecords<Finding>(path)) {
    const changed = changeFinding(finding, work.pseudonyms);
    sorted.add(keyOf(changed), recordLine(changed));
  }
  const { bytes, sha256, count } = sorted.finish();
  const sizes = new Map<string, { bytes: number; count: number }>();
  for (const line of fileLines(draft)) {
    const { control } = JSON.parse(line) as Finding;
    const size = sizes.get(control) ?? { bytes: 0, count: 0 };
    sizes.set(control, { bytes: size.bytes + Buffer.byteLength(line) + 1, count: size.count + 1 });
  }
  await remember(work, key);
  await work.locker.release(key);
  await work.store.createFromFile(key, draft);
  let offset = 0;
  const controls = document.controls.map((control) => {
    const size = sizes.get(control.id) ?? { bytes: 0, count: 0 };
    const lines = { offset, ...size };
    offset += size.bytes;
    return { ...control, lines };
  });
  return { findings: { ...document.findings, bytes, sha256, count }, controls };
}

async function changeDataset(
  work: Work,
  folder: string,
  name: string,
  take: (name: string) => Entry | undefined,
): Promise<void> {
  const document = parse<EvidenceDocument>(await work.locker.read(`${folder}/${name}`));
  if (document?.schema !== 'exhibit/evidence/v1') return;
  take(name);
  let changed = changeEvidence(document, work.pseudonyms);
  const place = name.slice(0, name.lastIndexOf('/') + 1);
  const { records } = document;
  if (records && take(place + records.path)) {
    const file = await changeRecords(work, document, `${folder}/${place}${records.path}`);
    changed = { ...changed, records: { ...records, ...file } };
  }
  await replace(work, `${folder}/${name}`, canonicalDocument(changed));
}

async function changeRecords(
  work: Work,
  { provider, dataset }: EvidenceDocument,
  key: string,
): Promise<Original & { count: number }> {
  const path = (await work.locker.local(key)) ?? '';
  const draft = join(work.folder, 'draft.ndjson');
  const { text, person } = work.pseudonyms;
  const known = work.keys(provider, dataset);
  const keyOf = (line: string): string => known?.(JSON.parse(line) as never) ?? line;
  const sorted = sortedFile(draft, keyOf);
  for (const row of fileRecords(path)) {
    const line = recordLine(changeTexts(changePeople(provider, dataset, row, person), text) as object);
    sorted.add(keyOf(line), line);
  }
  const { bytes, sha256, count } = sorted.finish();
  await remember(work, key);
  await work.locker.release(key);
  await work.store.createFromFile(key, draft);
  await rm(draft, { force: true });
  return { bytes, sha256, count };
}

/** The locker as the package is made from it: what was replaced comes from here, the rest from where it lies. */
function viewOf(locker: PackageLocker, { store, kept, originals }: Work): PackageLocker {
  const from = (key: string): PackageLocker => (originals.has(key) ? store : locker);
  const entries = async (): Promise<readonly Entry[]> => {
    const replaced = (await store.list('')).filter(({ key }) => originals.has(key));
    return [...kept, ...replaced].sort((a, b) => (a.key < b.key ? -1 : 1));
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
  { words, pseudonyms }: Work,
  gathered: Gathered,
  view: PackageLocker,
): Promise<Pick<Pseudonymized, 'gathered' | 'words'>> {
  const nights: GatheredNight[] = [];
  for (const night of gathered.nights) {
    const findings = night.findings && (await readBelieved(view, night.folder, night.run));
    nights.push({ ...night, findings, reason: night.reason && pseudonyms.text(night.reason) });
  }
  const { verification } = gathered;
  const problems = verification.problems.map((one) => ({ ...one, message: pseudonyms.text(one.message) }));
  return {
    gathered: { ...gathered, nights, verification: { ...verification, problems } },
    words: words.map((word) => ({ ...word, attestation: changeWord(word.attestation, pseudonyms) })),
  };
}
