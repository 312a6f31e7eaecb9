import { type PackedRecord, unpackLine } from '../../page-data.ts';
import { command, facts, fileLink, hash, intervalText, link, quoted, route } from '../components.ts';
import { data, evidenceOf, nameOf, recordAt } from '../data.ts';
import { type Child, clear, h } from '../dom.ts';
import { count, nightDay, number } from '../texts.ts';
import { rawResponses } from './raw.ts';

/** The records that name a subject, each once. @param links dataset, record, dataset, record, … */
export async function recordsOf(links: readonly number[]): Promise<HTMLElement> {
  const pairs = distinct(links);
  if (pairs.length === 0)
    return h(
      'p',
      {},
      'No record in this package names it as such. What controls read is on the pages of their datasets.',
    );
  const rest = Map.groupBy(pairs.slice(atOnce), ({ dataset }) => dataset);
  return h(
    'div',
    {},
    ...(await drawn(pairs.slice(0, atOnce))),
    ...[...rest].map(([dataset, own]) => folded(dataset, own)),
  );
}

/** So many records stand open; further ones, such as events, are read and shown when their list is opened. */
const atOnce = 4;

interface Place {
  readonly dataset: number;
  readonly record: number;
}

function distinct(links: readonly number[]): Place[] {
  const found = new Map<string, Place>();
  for (let at = 0; at + 1 < links.length; at += 2) {
    const [dataset = 0, record = 0] = links.slice(at, at + 2);
    found.set(`${dataset} ${record}`, { dataset, record });
  }
  return [...found.values()];
}

async function drawn(places: readonly Place[]): Promise<HTMLElement[]> {
  const found = await Promise.all(
    places.map(async ({ dataset, record: place }) => ({ dataset, row: await recordAt(dataset, place) })),
  );
  return found.flatMap(({ dataset, row }) =>
    row ? [record(dataset, row[0], row.slice(1) as PackedRecord[])] : [],
  );
}

function folded(dataset: number, places: readonly Place[]): HTMLElement {
  const own = data.datasets[dataset];
  const summary = h('summary', {}, own ? nameOf(own) : '', `: ${count(places.length, 'record')}`);
  const element = h('details', {}, summary);
  element.addEventListener('toggle', () => void open(element, places), { once: true });
  return element;
}

async function open(element: HTMLElement, places: readonly Place[]): Promise<void> {
  try {
    element.append(...(await drawn(places)));
  } catch (error) {
    element.append(
      h('p', { role: 'alert', class: 'fault' }, error instanceof Error ? error.message : String(error)),
    );
  }
}

interface Version {
  readonly from: number;
  readonly to: number;
  readonly line: string;
  readonly request: number | null;
}

/** One record with everything that it was in the period; the newest first. */
export function record(dataset: number, key: string, packed: readonly PackedRecord[]): HTMLElement {
  const own = data.datasets[dataset];
  const versions = unpack(packed).reverse();
  const [newest] = versions;
  const shown = h('div', {}, newest && version(dataset, key, newest, versions[1]));
  const choose = h(
    'select',
    {
      'aria-label': 'Nights',
      on: {
        change: (event) => {
          const at = Number((event.target as HTMLSelectElement).value);
          clear(shown);
          const one = versions[at];
          if (one) shown.append(version(dataset, key, one, versions[at + 1]));
        },
      },
    },
    ...versions.map(({ from, to }, at) => h('option', { value: at }, intervalText(from, to))),
  );
  return h(
    'article',
    { class: 'record' },
    h('h3', {}, link(route.dataset(dataset), own ? nameOf(own) : ''), ' ', h('code', {}, key)),
    h(
      'p',
      { class: 'picker' },
      versions.length > 1
        ? [`${number(versions.length)} versions: as on`, ' ', choose]
        : newest && `the same on every night, ${intervalText(newest.from, newest.to)}`,
    ),
    shown,
  );
}

function unpack(packed: readonly PackedRecord[]): Version[] {
  let before = '';
  return packed.map(([from, to, text, request]) => {
    before = unpackLine(text, before);
    return { from, to, line: before, request: request ?? null };
  });
}

/** Fields of one version; those that differ from the version before are marked. */
function version(dataset: number, key: string, one: Version, before: Version | undefined): HTMLElement {
  const fields = fieldsOf(one.line);
  const old = before ? fieldsOf(before.line) : null;
  const rows = Object.entries(fields).map(([name, value]) => {
    const text = JSON.stringify(value);
    const changed = old && JSON.stringify(old[name]) !== text;
    return h(
      'tr',
      { class: changed ? 'changed' : null },
      h('th', { scope: 'row' }, name),
      h('td', {}, h('code', {}, text), changed && h('small', {}, `before: ${JSON.stringify(old[name])}`)),
    );
  });
  const origin = h('div');
  const show = h(
    'button',
    { type: 'button', class: 'no-print', on: { click: () => void fill(origin, dataset, key, one) } },
    'Where it comes from',
  );
  return h(
    'div',
    {},
    h(
      'table',
      { class: 'fields' },
      h('caption', { class: 'hidden' }, `Fields of ${key}`),
      h('tbody', {}, ...rows),
    ),
    show,
    origin,
  );
}

function fieldsOf(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return { line };
  }
}

/** From a record's line to its file, its hash, and the raw answers of that night. */
async function fill(into: HTMLElement, dataset: number, key: string, one: Version): Promise<void> {
  clear(into);
  try {
    const evidence = await evidenceOf(dataset, one.from);
    into.append(
      evidence
        ? source(evidence, key, one)
        : h('p', {}, 'There is no evidence document of that night in this package.'),
    );
  } catch (error) {
    into.append(
      h('p', { role: 'alert', class: 'fault' }, error instanceof Error ? error.message : String(error)),
    );
  }
}

type Evidence = NonNullable<Awaited<ReturnType<typeof evidenceOf>>>;

function source({ path, document }: Evidence, key: string, one: Version): HTMLElement {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const lines = document.records && `${folder}${document.records.path}`;
  const rows: (readonly [string, Child])[] = [
    ['As on', nightDay(one.from)],
    [
      'File of records',
      [fileLink(lines), document.records && h('small', {}, 'SHA-256 ', hash(document.records.sha256))],
    ],
    ['Evidence document', fileLink(path)],
  ];
  return h(
    'div',
    { class: 'origin' },
    facts(rows),
    lines && h('p', {}, 'This line in that file:'),
    lines && command(`grep -nxF -e ${quoted(one.line)} ${lines}`),
    rawResponses(folder, document, key, one.request),
  );
}
