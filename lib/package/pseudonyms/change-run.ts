import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DriftDocument } from '../../drift/event.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import { type AnyDataset, keyOfLine } from '../../evidence/dataset.ts';
import type { EvidenceDocument } from '../../evidence/document.ts';
import { recordLine } from '../../evidence/line.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import type { Finding } from '../../judging/finding.ts';
import { fileLines, fileRecords } from '../../locker/file-lines.ts';
import type { Entry } from '../../locker/locker.ts';
import { sortedFile } from '../../locker/sorted-file.ts';
import type { FindingsDocument } from '../../runs/findings-document.ts';
import { standardName } from '../../runs/standard.ts';
import { readBelieved } from '../period/read-findings.ts';
import { changeDrift, changeEvidence, changeFinding, changeFindings } from './documents.ts';
import { changePeople, changeTexts } from './person-fields.ts';
import { isDocument, type Original, parse, remember, replace, type Work, withhold } from './replacement.ts';

/** Sorts before every character of a longer name. */
const apart = '\u0000';

const rawReason =
  'An answer as a provider gave it holds people in places that no rule knows. Its hash is the one that was sealed.';
const standardReason = 'It says who needs what and who approved it, person by person.';
const formReason = 'It is not of a form in which people can be replaced with certainty.';

/** Replaces people in the files of one run; what it does not know is left out. */
export async function changeRun(
  work: Work,
  [folder, entries]: readonly [string, readonly Entry[]],
): Promise<void> {
  const left = new Map(entries.map((entry) => [entry.key.slice(folder.length + 1), entry]));
  const take = (name: string): Entry | undefined => {
    const entry = left.get(name);
    left.delete(name);
    return entry;
  };
  for (const name of ['SHA256SUMS', 'plan.json']) {
    const entry = take(name);
    if (entry) work.unchanged.push(entry);
  }
  await changeConclusion(work, folder, take);
  for (const [name] of [...left])
    if (isDocument(`${folder}/${name}`)) await changeDataset(work, folder, name, take);
  for (const [name, entry] of left) await withhold(work, entry, reasonFor(name));
}

function reasonFor(name: string): string {
  if (name === standardName) return standardReason;
  return name.endsWith('.gz') ? rawReason : formReason;
}

async function changeConclusion(
  work: Work,
  folder: string,
  take: (name: string) => Entry | undefined,
): Promise<void> {
  const bytes = await work.locker.read(`${folder}/findings.json`);
  const run = parse<FindingsDocument>(bytes)?.run ?? '';
  const document = await readBelieved(work.locker, folder, run);
  const believed = work.evidence.nights.some((night) => night.folder === folder && night.findings);
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
  return { bytes: Buffer.byteLength(text), sha256: sha256Of(text) };
}

/** In the order of the pseudonyms: that of the names would tell something of them. */
async function changeLines(
  work: Work,
  folder: string,
  document: FindingsDocument,
): Promise<Pick<FindingsDocument, 'findings' | 'controls'>> {
  const key = `${folder}/${document.findings.path}`;
  const places = new Map(document.controls.map(({ id }, at) => [id, String(at).padStart(6, '0')]));
  // Two of one name are told apart by their keys, and none takes the other's place.
  const keyOf = ({ control, key: own = '', subject }: Finding): string =>
    `${places.get(control) ?? '999999'} ${subject}${apart}${own}`;
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
  const known = work.datasetOf(document.provider, document.dataset);
  // Of a dataset that is not known nobody can say where it names people: its records are withheld.
  if (records && known && take(place + records.path)) {
    const file = await changeRecords(work, known, `${folder}/${place}${records.path}`);
    changed = { ...changed, records: { ...records, ...file } };
  }
  await replace(work, `${folder}/${name}`, canonicalDocument(changed));
}

async function changeRecords(
  work: Work,
  dataset: AnyDataset,
  key: string,
): Promise<Original & { count: number }> {
  const path = (await work.locker.local(key)) ?? '';
  const draft = join(work.folder, 'draft.ndjson');
  const { text, person } = work.pseudonyms;
  // Two accounts of one person may have one key now: both stay.
  const keyOf = (line: string): string => `${keyOfLine(dataset, line)}${apart}${line}`;
  const sorted = sortedFile(draft, keyOf);
  for (const row of fileRecords(path)) {
    const line = recordLine(changeTexts(changePeople(dataset, row, person), text) as object);
    sorted.add(keyOf(line), line);
  }
  const { bytes, sha256, count } = sorted.finish();
  await remember(work, key);
  await work.locker.release(key);
  await work.store.createFromFile(key, draft);
  await rm(draft, { force: true });
  return { bytes, sha256, count };
}
