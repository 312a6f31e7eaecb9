import * as z from 'zod/mini';
import type { CustomEntry, CustomSource } from '../controls/custom/custom-control.ts';
import type { Control } from '../judging/control.ts';
import type { KnownParts } from './configuration.ts';
import { type CustomControlShape, customControl } from './configuration-schema.ts';
import { checkReference } from './connections.ts';
import type { Path } from './source-range.ts';
import { suggest } from './suggestions.ts';
import { type Draft, listOf, recordOf, reportTwice, textOf } from './unchecked-configuration.ts';

type Entry = Readonly<Record<string, unknown>>;

/** Checks the company's own controls: their ids, datasets and expressions. Returns those that have no fault. */
export function checkCustomControls(draft: Draft): readonly Control[] {
  const entries = entriesOf(draft);
  checkIds(draft, entries);
  return entries.flatMap((entry, index) => compile(draft, entry, ['customControls', index]));
}

/** The draft for whatever names controls: a control that has a fault of its own is none that nobody knows. */
export function withCustomControls(draft: Draft, controls: readonly Control[]): Draft {
  const { known } = draft;
  const ids = new Set(entriesOf(draft).flatMap(({ id }) => textOf(id) ?? []));
  for (const { id } of known.controls) ids.delete(id);
  const own = [...ids].map((id) => controls.find((control) => control.id === id) ?? faulty(id));
  return { ...draft, known: { ...known, controls: [...known.controls, ...own] } };
}

function faulty(id: string): KnownParts['controls'][number] {
  return { id, parameters: z.unknown };
}

function entriesOf({ root }: Draft): readonly Entry[] {
  return listOf(root.customControls).map(recordOf);
}

function checkIds({ known, report }: Draft, entries: readonly Entry[]): void {
  const ids = entries.map(({ id }, index) => ({ value: textOf(id), path: ['customControls', index, 'id'] }));
  reportTwice(report, ids, 'choose another id');
  for (const { value, path } of ids)
    if (known.controls.some(({ id }) => id === value))
      report.add('duplicate', path, 'is a control that Exhibit has already — begin the id with your company');
}

function compile(draft: Draft, entry: Entry, path: Path): Control[] {
  const source = sourceOf(draft, textOf(entry.dataset), [...path, 'dataset']);
  const sound = (['for', 'must', 'subject'] as const).filter((part) => {
    const text = entry[part];
    if (typeof text !== 'string' || text.trim() === '') return true;
    const faults = draft.known.custom.faults(part, text);
    for (const { offset, message } of faults)
      draft.report.addWithin('invalid-expression', [...path, part], text, offset, message);
    return faults.length === 0;
  });
  const { data } = customControl.safeParse(entry);
  if (!data || !source || sound.length < 3) return [];
  return [draft.known.custom.control(entryOf(data), source)];
}

function entryOf(given: CustomControlShape): CustomEntry {
  const { id, title, must, soc2 = [], iso27001 = [], nist80053 = [], cis = [] } = given;
  const { meaning = null, fix = null, subject = null } = given;
  const mappings = { soc2, iso27001, nist80053, cis };
  return { id, title, meaning, fix, mappings, for: given.for ?? null, must, subject };
}

/** The dataset that `connection/dataset` names, or null after it was reported, here or where the connection is. */
function sourceOf(draft: Draft, name: string | undefined, path: Path): CustomSource | null {
  const [connection, dataset] = name?.split('/') ?? [];
  if (connection === undefined || dataset === undefined) return null;
  checkReference(draft, connection, path);
  const found = listOf(draft.root.connections)
    .map(recordOf)
    .find(({ id }) => textOf(id) === connection);
  const provider = draft.known.providers.find(({ id }) => id === textOf(found?.provider));
  if (!provider) return null;
  const known = provider.datasets.find((one) => one.name === dataset);
  const lists = provider.datasets.filter(({ continues }) => !continues);
  const names = lists.map((one) => `${connection}/${one.name}`);
  if (!known) {
    const advice = suggest(`${connection}/${dataset}`, names);
    draft.report.add('unknown-dataset', path, `${provider.id} has no such dataset — ${advice}`);
  } else if (known.continues) {
    const advice = suggest('', names);
    draft.report.add(
      'unknown-dataset',
      path,
      `holds only new records, so a failure would seem fixed on the next night — ${advice}`,
    );
  } else return { connection, dataset: known };
  return null;
}
