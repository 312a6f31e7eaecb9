import { subjectsPerFile } from '../../page-data.ts';
import { plainName } from '../../person-name.ts';
import { type Moved, movedSubject } from '../../populations.ts';
import { quoted } from '../components.ts';
import {
  allSubjects,
  controlNamed,
  data,
  datasetNamed,
  evidenceOf,
  nightOf,
  recordAt,
  subjectFile,
  unjudgedFile,
} from '../data.ts';
import { lineOn, wholeBefore } from '../record-lines.ts';
import { isPopulation, movedRows } from './drawing.ts';
import type { Draught, Sheet } from './work.ts';

/** A file that an item rests on, and how it is looked at. */
export interface Reference {
  readonly path: string;
  readonly sha256: string;
  readonly commands: readonly string[];
}

/** A record of a list, by their places. */
interface Linked {
  readonly dataset: number;
  readonly record: number;
}

/**
 * What shows an item of a sample: the records of its subject on its night; of a change, those of that night and of the one
 * before it.
 */
export async function referencesOf({ from, kind }: Draught, sheet: Sheet): Promise<Reference[]> {
  const night = nightOf(sheet.night);
  if (kind === 'control') return await ofSubject(from, sheet.subject, night);
  const rows = isPopulation(from) ? movedRows(from) : [];
  const moved = rows.find((row) => movedSubject(row.moved) === sheet.subject)?.moved;
  return moved ? await ofChange(moved, night) : [];
}

async function ofSubject(control: string, subject: string, night: number): Promise<Reference[]> {
  const read = new Set(data.controls[controlNamed(control)]?.datasets ?? []);
  const found: Reference[] = [];
  for (const { dataset, record } of await recordsNaming((name) => name === subject)) {
    if (!read.has(dataset)) continue;
    const line = lineOn(await recordAt(dataset, record), night);
    if (line !== null) found.push(...(await ofLine(dataset, night, holding(line))));
  }
  // Where no record names it as such, it rests on the lists as a whole.
  return found.length > 0 ? found : await ofLists([...read], night);
}

/** A vault is no list: what changed of one is in the lists of who may open which. */
async function ofChange({ list, who }: Moved, night: number): Promise<Reference[]> {
  const own = datasetNamed(list);
  const isVault = own < 0;
  const lists = isVault ? accessLists() : [own];
  const linked = (await recordsNaming(isCalled(who))).filter(({ dataset }) => lists.includes(dataset));
  const among = isVault ? both(linked, await recordsNaming(isCalled(list))) : linked;
  const found: Reference[] = [];
  for (const one of among.length > 0 ? among : linked) found.push(...(await ofRecord(one, night)));
  if (found.length > 0) return found;
  const all = lists.map(async (at) => [
    ...(await ofLists([at], wholeBefore(at, night))),
    ...(await ofLists([at], night)),
  ]);
  return (await Promise.all(all)).flat();
}

function accessLists(): number[] {
  return data.datasets.flatMap(({ compared }, at) => (compared === 'access' ? [at] : []));
}

const isCalled =
  (wanted: string) =>
  (name: string): boolean =>
    plainName(name) === plainName(wanted);

function both(some: readonly Linked[], others: readonly Linked[]): Linked[] {
  const keys = new Set(others.map(({ dataset, record }) => `${dataset}/${record}`));
  return some.filter(({ dataset, record }) => keys.has(`${dataset}/${record}`));
}

/** A record that is not the same on the night and on the one before it; nothing where it is. */
async function ofRecord({ dataset, record }: Linked, night: number): Promise<Reference[]> {
  const [row, earlier] = [await recordAt(dataset, record), wholeBefore(dataset, night)];
  const [was, is] = [lineOn(row, earlier), lineOn(row, night)];
  if (was === is) return [];
  return [
    ...(await ofLine(dataset, earlier, was === null ? without(is) : holding(was))),
    ...(await ofLine(dataset, night, is === null ? without(was) : holding(is))),
  ];
}

async function recordsNaming(isMeant: (name: string) => boolean): Promise<Linked[]> {
  const found: Linked[] = [];
  for (const [place, name] of (await allSubjects()).entries()) {
    if (!isMeant(name)) continue;
    const file = await subjectFile(Math.floor(place / subjectsPerFile));
    const links = file.links[place % subjectsPerFile] ?? [];
    for (let at = 0; at < links.length; at += 2)
      found.push({ dataset: links[at] ?? -1, record: links[at + 1] ?? -1 });
  }
  for (const [name, ...own] of (await unjudgedFile()).rows)
    if (isMeant(name)) found.push(...own.map(([dataset, record]) => ({ dataset, record })));
  const keys = found.map(({ dataset, record }) => `${dataset}/${record}`);
  return found.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
}

async function ofLists(lists: readonly number[], night: number): Promise<Reference[]> {
  return (await Promise.all(lists.map((list) => ofLine(list, night, whole)))).flat();
}

/** Writes the command that shows something of a file. */
type Show = (path: string) => string;

const whole: Show = (path) => `cat ${path}`;

const holding =
  (line: string): Show =>
  (path) =>
    `grep -nxF -e ${quoted(line)} ${path}`;

/** It prints 0: the line is not there. */
const without =
  (line: string | null): Show =>
  (path) =>
    `grep -cxF -e ${quoted(line ?? '')} ${path}`;

async function ofLine(dataset: number, night: number, show: Show): Promise<Reference[]> {
  const evidence = night < 0 ? null : await evidenceOf(dataset, night);
  const records = evidence?.document.records;
  if (!evidence || !records) return [];
  const folder = evidence.path.slice(0, evidence.path.lastIndexOf('/') + 1);
  const path = `${folder}${records.path}`;
  return [
    { path, sha256: records.sha256, commands: [show(quoted(path)), `sha256sum ${quoted(path)}`] },
    { path: evidence.path, sha256: evidence.sha256, commands: [`sha256sum ${quoted(evidence.path)}`] },
  ];
}
