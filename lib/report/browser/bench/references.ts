import { type PackedRecord, subjectsPerFile, unpackLine } from '../../page-data.ts';
import {
  allSubjects,
  controlNamed,
  data,
  datasetNamed,
  evidenceOf,
  nightOf,
  recordAt,
  subjectFile,
} from '../data.ts';
import { quoted } from '../parts.ts';
import type { Draught, Sheet } from './work.ts';

/** A file that an item rests on, and how it is looked at. */
export interface Reference {
  readonly path: string;
  readonly sha256: string;
  readonly commands: readonly string[];
}

/** What shows an item of a sample: the records of its subject on its night, or the list of a change on it. */
export async function referencesOf({ from, kind }: Draught, sheet: Sheet): Promise<Reference[]> {
  const night = nightOf(sheet.night);
  if (kind === 'control') return await ofSubject(from, sheet.subject, night);
  const list = data.datasets.findIndex((_, at) => sheet.subject.includes(` in ${nameAt(at)} on `));
  return list < 0 ? [] : await ofLine(list, night, null);
}

const nameAt = (at: number): string => {
  const own = data.datasets[at];
  return own ? `${own.connection}/${own.dataset}` : '';
};

async function ofSubject(control: string, subject: string, night: number): Promise<Reference[]> {
  const place = (await allSubjects()).indexOf(subject);
  const read = new Set(data.controls[controlNamed(control)]?.datasets ?? []);
  const file = await subjectFile(Math.floor(place / subjectsPerFile));
  const links = file.links[place % subjectsPerFile] ?? [];
  const found: Reference[] = [];
  for (let at = 0; at < links.length; at += 2) {
    const dataset = links[at] ?? -1;
    if (!read.has(dataset)) continue;
    const line = lineOn(await recordAt(dataset, links[at + 1] ?? -1), night);
    if (line !== null) found.push(...(await ofLine(dataset, night, line)));
  }
  if (found.length > 0) return found;
  // No record names it as such: then it rests on the lists as a whole.
  return (await Promise.all([...read].map((dataset) => ofLine(dataset, night, null)))).flat();
}

function lineOn(row: Awaited<ReturnType<typeof recordAt>>, night: number): string | null {
  let line = '';
  for (const [from, to, text] of (row?.slice(1) ?? []) as PackedRecord[]) {
    line = unpackLine(text, line);
    if (from <= night && night <= to) return line;
  }
  return null;
}

async function ofLine(dataset: number, night: number, line: string | null): Promise<Reference[]> {
  const evidence = datasetNamed(nameAt(dataset)) < 0 ? null : await evidenceOf(dataset, night);
  const records = evidence?.document.records;
  if (!evidence || !records) return [];
  const folder = evidence.path.slice(0, evidence.path.lastIndexOf('/') + 1);
  const path = `${folder}${records.path}`;
  const show = line === null ? `cat ${quoted(path)}` : `grep -nxF -e ${quoted(line)} ${quoted(path)}`;
  return [
    { path, sha256: records.sha256, commands: [show, `sha256sum ${quoted(path)}`] },
    { path: evidence.path, sha256: evidence.sha256, commands: [`sha256sum ${quoted(evidence.path)}`] },
  ];
}
