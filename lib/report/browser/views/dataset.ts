import type { EvidenceDocument } from '../../../evidence/document.ts';
import type { PageDataset } from '../../page-data.ts';
import {
  command,
  facts,
  fileLink,
  hash,
  link,
  periodEnds,
  quoted,
  route,
  section,
  state,
  table,
} from '../components.ts';
import { data, datasetNamed, evidenceOf, nameOf, nightOf } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { inertText } from '../inert.ts';
import { segmentsOf, strip } from '../strip.ts';
import { bytes, count, day, moment, nightDay, number } from '../texts.ts';
import { virtualTable } from '../virtual-table.ts';
import { completeness, datasetLetters } from './datasets.ts';
import { missing } from './missing.ts';
import { reconciledText } from './people.ts';
import { rawResponses, requestTable } from './raw.ts';
import { recordBrowser } from './record-browser.ts';
import { besideOf, type Query, type View } from './view.ts';

/** Information produced by the entity: one dataset on one night, and all its nights. */
export async function dataset({ rest, search }: Query): Promise<View> {
  const at = datasetNamed(rest);
  const own = data.datasets[at];
  if (!own) return missing(`There is no dataset “${rest}” in this package.`);
  const asked = search.has('night') ? nightOf(search.get('night')) : -1;
  const night = asked >= 0 ? asked : own.nights.findLastIndex((one) => one !== 0);
  const evidence = night >= 0 ? await evidenceOf(at, night) : null;
  const nights = nightTable(at, own);
  const records = recordBrowser(at, own);
  const body = h(
    'div',
    {},
    section(
      'Over the period',
      strip(segmentsOf(datasetLetters(own)), inertText(nameOf(own)), 1 / 240),
      periodEnds(),
    ),
    picker(at, night),
    night >= 0 && nightStatus(own, night),
    evidence
      ? produced(evidence.path, evidence.sha256, evidence.document, own)
      : h('p', {}, 'There is no evidence document of this night.'),
    section('Left out on purpose', exclusions(own)),
    section('Every night', nights.element),
    section(
      'Its records',
      own.csv && h('p', {}, 'The whole population: ', fileLink(own.csv)),
      records.element,
    ),
  );
  return {
    title: nameOf(own),
    lead: [own.provider, ' · information produced by the entity'],
    body,
    beside: besideOf(at, data.datasets.length, (one) => route.dataset(one)),
    ready: () => {
      nights.ready();
      records.ready();
    },
  };
}

function picker(at: number, night: number): HTMLElement {
  const go = (event: Event) => {
    location.hash = route.dataset(at, Number((event.target as HTMLSelectElement).value));
  };
  const to = (other: number, text: string) =>
    data.nights[other] ? link(route.dataset(at, other), text) : h('span', { class: 'dim' }, text);
  return h(
    'p',
    { class: 'picker no-print' },
    h('label', { for: 'night' }, 'Night'),
    h(
      'select',
      { id: 'night', on: { change: go } },
      ...data.nights.map((_, one) => h('option', { value: one, selected: one === night }, nightDay(one))),
    ),
    to(night - 1, 'Night before'),
    to(night + 1, 'Night after'),
    night >= 0 && link(route.night(night), 'This night’s seal'),
  );
}

function nightStatus({ nights, problems }: PageDataset, night: number): HTMLElement {
  const own = nights[night];
  if (!own) return h('p', {}, state('-', `There is nothing about it on ${nightDay(night)}.`));
  const problem = own.problem === undefined ? null : problems[own.problem];
  const letter = { C: 'P', E: 'P', P: 'U', F: 'F' }[own.c] ?? '-';
  return h(
    'div',
    {},
    h('p', {}, state(letter, `${nightDay(night)}: ${completeness(own.c)}, ${count(own.records, 'record')}`)),
    problem && h('p', { class: 'fault' }, h('b', {}, problem.code), ': ', problem.message),
  );
}

function produced(path: string, sha256: string, document: EvidenceDocument, own: PageDataset): HTMLElement {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const { tenant, population, requests, records, collector } = document;
  const answered = requests.reduce((sum, one) => sum + one.records, 0);
  const strata = Object.entries(population.strata);
  const entries: (readonly [string, Child])[] = [
    ['Source', `${document.provider}, ${origins[document.origin]}`],
    [
      'Tenant',
      tenant ? [tenant.name ?? '–', ' ', tenant.id && h('code', {}, tenant.id)] : 'the provider did not say',
    ],
    ['Who asked', document.principal ?? 'the provider did not say'],
    [
      'With permissions',
      document.scopes.length > 0
        ? h('ul', { class: 'plain' }, ...document.scopes.map((scope) => h('li', {}, h('code', {}, scope))))
        : 'the provider names none',
    ],
    ['When, by our clock', `${moment(document.startedAt)} to ${moment(document.finishedAt)}`],
    ['By the provider’s clock', clock(document)],
    ...(document.exportedAt ? [['Exported', moment(document.exportedAt)] as const] : []),
    ['Pages', count(requests.length, 'request')],
    ['Records', number(population.records)],
    [
      'Control total',
      answered === population.records
        ? state('P', `the answers held ${number(answered)}: it adds up`)
        : state('U', `the answers held ${number(answered)}, the list has ${number(population.records)}`),
    ],
    ['Reconciled with', [...reconciledText(own), h('small', {}, own.reconciledWith.says)]],
    [
      'Strata',
      strata.length > 0 ? strata.map(([name, of]) => `${name} ${number(of)}`).join(', ') : 'no groups',
    ],
    ['Evidence document', [fileLink(path), h('small', {}, 'SHA-256 ', hash(sha256))]],
    [
      'Records’ file',
      records
        ? [
            fileLink(`${folder}${records.path}`),
            h('small', {}, `${bytes(records.bytes)}, by ${records.order}, SHA-256 `, hash(records.sha256)),
          ]
        : 'none',
    ],
    [
      'Collector',
      `Exhibit ${collector.version}${collector.commit ? ` (${collector.commit.slice(0, 12)})` : ''}, Node ${collector.node}, ${collector.trigger}${collector.by ? ` by ${collector.by}` : ''}`,
    ],
  ];
  return h(
    'div',
    {},
    section('How it was produced', facts(entries)),
    section('Exact questions', requestTable(requests)),
    section('Raw answers', rawResponses(folder, document, null, null)),
    section(
      'Ask it again',
      h('p', {}, 'With the company’s own access:'),
      command(own.reproduce),
      asked(document),
    ),
  );
}

const origins = {
  api: 'asked of its API',
  derived: 'worked out from an export and the events since',
  export: 'a file that a person exported',
  manual: 'an attestation',
} as const;

function apart(skewMs: number): string {
  if (skewMs === 0) return 'the same as ours';
  return `at most ${number(Math.abs(skewMs) / 1000)} s ${skewMs < 0 ? 'behind' : 'ahead of'} ours`;
}

function clock({ clockSkewMs, requests }: EvidenceDocument): string {
  const dates = requests.flatMap(({ providerDate }) => (providerDate ? [providerDate] : []));
  if (dates.length === 0 || clockSkewMs === null) return 'no answer carried a date';
  return `${moment(dates[0] ?? null)} to ${moment(dates.at(-1) ?? null)}; ${apart(clockSkewMs)}`;
}

/** The first question in the form of a command that anybody with access can run. */
function asked({ requests }: EvidenceDocument): Child {
  const first = requests.find(({ method, url }) => method === 'GET' && /^https?:/.test(url));
  return (
    first && [
      h('p', {}, 'Or the first question alone, with a token of your own:'),
      command(`curl -H "Authorization: Bearer $TOKEN" ${quoted(first.url)}`),
    ]
  );
}

function exclusions({ excluded }: PageDataset): HTMLElement {
  if (excluded.length === 0) return h('p', {}, 'Nothing was left out of this list.');
  return table(
    'Left out on purpose',
    [{ title: 'What' }, { title: 'Why', kind: 'wide' }, { title: 'Decided by' }, { title: 'Until' }],
    excluded.map(({ what, reason, by, until }) => [what, reason, by, until ? day(until) : 'no end']),
  );
}

function nightTable(at: number, own: PageDataset): { element: HTMLElement; ready: () => void } {
  const list = virtualTable(
    'Every night',
    ['Night', 'Completeness', 'Records', 'Requests', 'In the answers', 'Clock', 'Problem'],
    '8rem 10rem 6rem 6rem 8rem 6rem minmax(10rem, 1fr)',
  );
  const row = (night: number): Child[] => {
    const one = own.nights[night];
    const day = link(route.dataset(at, night), nightDay(night));
    if (!one) return [day, state('-', 'nothing'), '', '', '', '', ''];
    const problem = one.problem === undefined ? null : own.problems[one.problem];
    return [
      day,
      completeness(one.c),
      number(one.records),
      one.requests === undefined ? '–' : number(one.requests),
      one.answered === undefined ? '–' : number(one.answered),
      typeof one.skew === 'number' ? `${number(one.skew)} ms` : '–',
      problem ? `${problem.code}: ${problem.message}` : '',
    ];
  };
  return {
    element: list.element,
    ready: () => list.show(data.nights.length, (at) => row(data.nights.length - 1 - at)),
  };
}
