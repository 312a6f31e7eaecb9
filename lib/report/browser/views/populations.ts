import type { Move } from '../../model.ts';
import type { PageDataset } from '../../page-data.ts';
import { plainName } from '../../person-name.ts';
import { fileLink, link, nothing, route, section, table } from '../components.ts';
import { data, nameOf } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { neverWhole } from '../listed-whole.ts';
import { nightsWithFindings, nightsWithStandard } from '../nights-with.ts';
import { standardValue } from '../standard-value.ts';
import { count, nightDay, number } from '../texts.ts';
import { allVaults } from '../vault-data.ts';
import { virtualTable } from '../virtual-table.ts';
import { reconciliation } from './people.ts';
import { accessReviews } from './reviews.ts';
import { vaultChanges } from './vault.ts';
import { vaultTotals } from './vault-totals.ts';
import type { Query, View } from './view.ts';

const kinds: Readonly<Record<Move['kind'], string>> = {
  appeared: 'joined',
  gone: 'left',
  standing: 'ended or restored',
  role: 'changed role',
};

/** What auditors sample from: who came, who went, whose role or access changed, each with its control total. */
export async function populations({ rest }: Query): Promise<View> {
  const totals = vaultTotals(await allVaults());
  const only = rest === '' ? -1 : Number(rest);
  const parts = (
    [
      ['Joiners', ['appeared'], 'joiners.csv'],
      ['Leavers', ['gone', 'standing'], 'leavers.csv'],
      ['Role changes', ['role'], 'role-changes.csv'],
    ] as const
  ).map(([title, wanted, csv]) => part(title, wanted, csv, only));
  const vaults = data.changes.filter(({ type }) => type.startsWith('vault.'));
  const settingsUnread = neverWholeOf(({ compared }) => compared === 'settings');
  const accessUnread = neverWholeOf(({ compared }) => compared === 'access');
  const settings = data.changes.filter(({ type }) => type === 'setting.changed');
  const body = h(
    'div',
    {},
    section('Control totals', reconciliation()),
    ...parts.map(({ element }) => element),
    section(
      `Vault changes: ${number(vaults.length)}`,
      vaultChanges(vaults),
      totals && [h('h3', {}, 'Control totals of vaults'), totals],
      accessUnread.length > 0 && notRead(accessUnread),
      fileLine('vault-changes.csv'),
    ),
    section(
      `Changed settings: ${number(settings.length)}`,
      settings.length === 0
        ? nothing('No change.', 'The nights that were compared show none.')
        : table(
            'Changed settings',
            [
              { title: 'Night', kind: 'date' },
              { title: 'What', kind: 'wide' },
              { title: 'Before' },
              { title: 'After' },
            ],
            settings.map(({ after, before, message, night }): Child[] => [
              link(route.night(night), nightDay(night)),
              message,
              before === null ? '–' : standardValue(before),
              after === null ? '–' : standardValue(after),
            ]),
          ),
      settingsUnread.length > 0 && notRead(settingsUnread),
    ),
    section('Others', others()),
  );
  return {
    title:
      only >= 0 && data.datasets[only]
        ? `Populations of ${nameOf(data.datasets[only])}`
        : 'Populations of the period',
    lead: 'Who came to a list and who left it is known from the nights on which it was complete. The day of leaving is the provider’s, not the company’s.',
    body,
    ready: () => {
      for (const { ready } of parts) ready();
    },
  };
}

function part(
  title: string,
  wanted: readonly Move['kind'][],
  csv: string,
  only: number,
): { element: HTMLElement; ready: () => void } {
  const rows = data.datasets.flatMap((dataset, at) =>
    only >= 0 && at !== only
      ? []
      : (dataset.moves?.listed ?? [])
          .filter(({ kind }) => wanted.includes(kind))
          .map((move) => ({ move, at })),
  );
  rows.sort((a, b) => a.move.night - b.move.night);
  const more = data.datasets.reduce((sum, { moves }) => sum + (moves?.more ?? 0), 0);
  const unread = neverWholeOf(({ population }, at) => population !== null && (only < 0 || at === only));
  const list = virtualTable(
    title,
    ['Account', 'List', 'First night that shows it', 'What', 'Before', 'After'],
    'minmax(12rem, 1.5fr) minmax(8rem, 1fr) 8rem 9rem minmax(6rem, 1fr) minmax(6rem, 1fr)',
  );
  const element = section(
    `${title}: ${number(rows.length)}`,
    rows.length === 0
      ? nothing(unread.length > 0 ? 'Nobody that was seen.' : 'Nobody.', 'No night of this period shows one.')
      : list.element,
    unread.length > 0 && notRead(unread),
    more > 0 && h('p', { class: 'hint' }, `The page leaves out ${count(more, 'change')} of very long lists.`),
    more === 0 &&
      counted(
        rows.map(({ move }) => move),
        wanted,
        only,
      ),
    fileLine(csv),
  );
  return {
    element,
    ready: () =>
      list.show(rows.length, (row) => {
        const { at, move } = rows[row] ?? {};
        const dataset = data.datasets[at ?? -1];
        if (!move || !dataset) return [];
        return [
          link(`#/person/${encodeURIComponent(plainName(move.who))}`, move.who),
          link(route.dataset(at ?? 0, move.night), nameOf(dataset)),
          nightDay(move.night),
          [kinds[move.kind], move.field && h('small', {}, move.field)],
          move.before ?? '',
          move.after ?? '',
        ];
      }),
  };
}

/** Whether the rows are as many as the control totals say. */
function counted(rows: readonly Move[], wanted: readonly Move['kind'][], only: number): Child {
  const kind = (['appeared', 'gone'] as const).find((one) => wanted.includes(one));
  if (!kind) return null;
  const own = data.datasets.filter((_, at) => only < 0 || at === only);
  const total = own.reduce((sum, { moves }) => sum + (moves?.[kind] ?? 0), 0);
  const shown = rows.filter((move) => move.kind === kind).length;
  const noun = kinds[kind];
  return shown === total
    ? h('p', { class: 'hint' }, `${number(shown)} ${noun}, as many as the control totals have.`)
    : h('p', { class: 'fault' }, `${number(shown)} ${noun}, and ${number(total)} by the control totals.`);
}

/** Lists that nobody read whole on any night. */
function neverWholeOf(isMeant: (list: PageDataset, at: number) => boolean): string[] {
  return data.datasets.filter((list, at) => isMeant(list, at) && neverWhole(list)).map(nameOf);
}

/** That nobody is seen in a list which was not read says nothing. */
function notRead(lists: readonly string[]): HTMLElement {
  return h(
    'p',
    { class: 'fault' },
    `Not known for ${lists.join(', ')}: not read completely on any night of this period.`,
  );
}

function fileLine(csv: string): Child {
  return h(
    'p',
    { class: 'hint' },
    'The same as a table: ',
    data.files.some(({ path }) => path === csv) ? fileLink(csv) : csv,
  );
}

/** What else is sampled from, with what it is counted by. */
function others(): HTMLElement {
  const rows = [...otherPopulations()].map(({ csv, href, rows: many, title, total, held }): Child[] => [
    link(href, title),
    number(many),
    total,
    held,
    data.files.some(({ path }) => path === csv) ? fileLink(csv) : csv,
  ]);
  return table(
    'Other populations',
    [
      { title: 'Population' },
      { title: 'Rows', kind: 'number' },
      { title: 'Control total' },
      { title: 'Compared with' },
      { title: 'Table', kind: 'date' },
    ],
    rows,
  );
}

interface Other {
  readonly title: string;
  readonly href: string;
  readonly rows: number;
  readonly total: string;
  readonly held: string;
  readonly csv: string;
}

function* otherPopulations(): Generator<Other> {
  const [{ recorded, sealed }, withFindings] = [nightsWithStandard(), nightsWithFindings()];
  yield {
    title: 'Changes of the standard',
    href: '#/standard',
    rows: data.standard.length,
    total: `${number(recorded)} of ${count(sealed, 'sealed night')} kept their standard`,
    held: 'each night’s standard.json, and the one before it',
    csv: 'standard.csv',
  };
  yield {
    title: 'Waivers',
    href: '#/waivers',
    rows: data.waivers.length,
    total: `from ${number(withFindings)} of ${count(sealed, 'sealed night')}; ${number(covering(data.waivers))} covered something`,
    held: 'the findings of each night',
    csv: 'waivers.csv',
  };
  yield {
    title: 'Attestations',
    href: '#/waivers',
    rows: data.attestations.length,
    total: `${number(covering(data.attestations))} counted on a night`,
    held: 'their sealed documents, each by its hash',
    csv: 'attestations.csv',
  };
  const reviews = accessReviews();
  yield {
    title: 'Access reviews, and what they decided',
    href: '#/reviews',
    rows: reviews.length,
    total: `${number(covering(reviews))} counted on a night; ${count(reviews.flatMap(({ files }) => files).length, 'sheet')}`,
    held: 'their sheets, each by its hash, and the accounts of every night',
    csv: 'attestations.csv',
  };
}

function covering(all: readonly { readonly covered: readonly unknown[] }[]): number {
  return all.filter(({ covered }) => covered.length > 0).length;
}
