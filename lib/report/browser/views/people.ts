import type { PageDataset } from '../../page-data.ts';
import { plainName } from '../../person-name.ts';
import { announce } from '../announce.ts';
import { intervalText, link, nothing, route, section, state, table } from '../components.ts';
import { controlNamed, data, nameOf } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { inertText } from '../inert.ts';
import { allExceptions } from '../listed.ts';
import { neverWhole } from '../listed-whole.ts';
import { paperWidth } from '../paper.ts';
import { type Account, accountsOfNobody, allPeople, isGone, type Person, worstByNight } from '../people.ts';
import { segmentsOf, strip } from '../strip.ts';
import { count, nightDay, number, stateText } from '../texts.ts';
import { allVaults, type VaultLine } from '../vault-data.ts';
import { virtualTable } from '../virtual-table.ts';
import type { View } from './view.ts';

/** One row a person: a cell for each service, the worst verdict by night, and exceptions. */
export async function people(): Promise<View> {
  const all = await allPeople();
  const found = await exceptionsByPerson();
  const { more } = await allExceptions();
  const lines = await allVaults();
  const vaults = vaultsByPerson(lines);
  const services = servicesOf(all);
  const domain = ownDomain(all);
  const search = h('input', { id: 'search', type: 'search', autocomplete: 'off', spellcheck: 'false' });
  const heard = h('output', { class: 'dim' });
  const hasVaults = lines.length > 0;
  const byText = lines.filter(isNamedInPart).length;
  const titles = [
    'Person',
    ...services,
    ...(hasVaults ? ['Vaults'] : []),
    'Worst verdict by night',
    'Exceptions',
  ];
  const cells = `repeat(${services.length}, minmax(${cellWidth}px, 1fr))`;
  const list = virtualTable(
    'People',
    titles,
    `minmax(9rem, 1.6fr) ${services.length > 0 ? cells : ''} ${hasVaults ? '3rem' : ''} minmax(7rem, 1.6fr) 5rem`,
  );
  list.element.classList.add('people');
  fitEntries(list.element, services.length);
  const draw = (say: boolean): void => {
    const sought = search.value.trim().toLowerCase();
    const shown = sought === '' ? all : all.filter(({ key }) => key.includes(sought));
    list.show(shown.length, (at) => {
      const person = shown[at] as Person;
      return [
        named(person, domain),
        ...services.map((service) => serviceCell(person, service)),
        ...(hasVaults ? [figure(vaults.get(person.key) ?? 0)] : []),
        strip(segmentsOf(worstByNight(person.marks, data.nights.length)), inertText(person.name)),
        exceptionFigure(found.get(person.key) ?? 0, more, person),
      ];
    });
    heard.textContent = `${number(shown.length)} of ${count(all.length, 'person', 'people')}`;
    if (say) announce(heard.textContent);
  };
  search.addEventListener('input', () => draw(true));
  return {
    title: 'People',
    lead: 'Everybody whom a control or a list of accounts names by an address, under all their accounts: what each may do in a service, who stands out, and since when.',
    body: h(
      'div',
      {},
      h('div', { class: 'filters' }, h('label', { for: 'search' }, 'Search'), search, heard),
      services.length > 0 &&
        h(
          'p',
          { class: 'hint' },
          domain && `Whoever is named without a domain is of ${domain}. `,
          byText > 0 &&
            `The people who could open ${count(byText, 'vault')} at the end are not all known by name: figures of vaults count those by name. `,
          'The mark at an account is the worst that stood at the end, of the controls that judged this account or look at its service alone; without a mark none did. With a day, the list was not read completely since. Empty: no record of an account names the person.',
        ),
      list.element,
      section('Accounts by list', accountTotals(all, await accountsOfNobody())),
      section('What the population is compared with', reconciliation()),
    ),
    ready: () => draw(false),
  };
}

/** As wide as a word such as `suspended` in small print. */
const cellWidth = 66;
/** What the columns besides those of services want, in pixels. */
const besidesWidth = 440;

/** Where services are too many for the width, a row is an entry: what is in it flows, each with its name. */
function fitEntries(element: HTMLElement, services: number): void {
  const wanted = besidesWidth + services * (cellWidth + 8);
  const settle = (width: number): void => {
    element.classList.toggle('entries', width < wanted);
  };
  new ResizeObserver(([entry]) => {
    if (entry) settle(entry.contentRect.width);
  }).observe(element);
  element.addEventListener('exhibit-paper', (event) => {
    settle((event as CustomEvent<boolean>).detail ? paperWidth : element.clientWidth);
  });
}

/** The domain of most people, which is left out of their names; empty where there is none. */
function ownDomain(all: readonly Person[]): string {
  const domainOf = ({ key }: Person): string => key.slice(key.indexOf('@') + 1);
  const counts = [
    ...Map.groupBy(
      all.filter(({ key }) => key.includes('@')),
      domainOf,
    ),
  ];
  return counts.find(([, own]) => own.length > all.length / 2)?.[0] ?? '';
}

function named({ key, marks, name }: Person, domain: string): Child[] {
  const [from, to] = [Math.min(...marks.map(([, one]) => one)), Math.max(...marks.map(([, , one]) => one))];
  const whole = from <= 0 && to >= data.nights.length - 1;
  return [
    link(
      `#/person/${encodeURIComponent(key)}`,
      domain && name.endsWith(`@${domain}`) ? name.slice(0, -domain.length - 1) : name,
    ),
    marks.length === 0
      ? h('small', {}, 'judged by no control')
      : !whole && to >= 0 && h('small', {}, intervalText(Math.max(0, from), to)),
  ];
}

function figure(value: number): HTMLElement {
  return h('span', { class: 'number' }, value === 0 ? h('span', { class: 'dim zero' }, '0') : number(value));
}

/** Where the page leaves exceptions out, nobody who ever did not pass is said to have none. */
function exceptionFigure(listed: number, more: number, { marks }: Person): HTMLElement {
  const isLeftOut = more > 0 && listed === 0 && marks.some(([, , , ...wrong]) => wrong.length > 0);
  return isLeftOut ? h('span', { class: 'dim' }, 'not listed') : figure(listed);
}

/** Whether it is left open who else could open a vault when the period ended. */
function isNamedInPart({ compared }: VaultLine): boolean {
  const last = compared.at(-1);
  return !last?.seesAll || last.to < data.nights.length - 1;
}

/** Connections in which somebody has an account, those of most people first. */
function servicesOf(all: readonly Person[]): string[] {
  const counts = new Map<string, number>();
  for (const { accounts } of all)
    for (const service of new Set(accounts.map(serviceOf)))
      counts.set(service, (counts.get(service) ?? 0) + 1);
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([name]) => name);
}

function serviceOf({ dataset }: Account): string {
  return data.datasets[dataset]?.connection ?? '';
}

function serviceCell({ accounts }: Person, service: string): Child[] {
  return accounts.filter((one) => serviceOf(one) === service).map((one) => h('div', {}, accountMark(one)));
}

/** What an account may do, with how it stood at the end; where its list was not whole by then, of which night that is. */
export function accountMark(account: Account): Child[] {
  const { last, letter, text } = account;
  if (isGone(account))
    return [h('span', { class: 'dim' }, 'gone'), ' ', h('small', {}, `seen until ${nightDay(last)}`)];
  return [
    letter === '' ? text : state(letter, text),
    letter !== '' && h('span', { class: 'hidden' }, `, ${stateText[letter]}`),
    last < data.nights.findLastIndex(({ seal }) => seal) && [' ', h('small', {}, `as of ${nightDay(last)}`)],
  ];
}

/** Of each list how many accounts it has at the end, and whether those of the people above and of nobody make as many. */
function accountTotals(all: readonly Person[], others: readonly Account[]): HTMLElement {
  const lists = data.datasets.flatMap((list, at) => (list.population === 'people' ? [{ list, at }] : []));
  if (lists.length === 0) return nothing('No list of accounts was asked for.');
  return table(
    'Accounts by list',
    [
      { title: 'List', kind: 'date' },
      { title: 'At the end', kind: 'number' },
      { title: 'Of people above', kind: 'number' },
      { title: 'Without a known address', kind: 'number' },
      { title: 'People whose account is gone', kind: 'number' },
      { title: 'People failing at the end', kind: 'number' },
    ],
    lists.map(({ at, list }) => totalsOf(list, at, all, others)),
  );
}

function totalsOf(
  list: PageDataset,
  at: number,
  all: readonly Person[],
  others: readonly Account[],
): Child[] {
  const name = link(route.dataset(at), nameOf(list));
  const { moves } = list;
  if (!moves) return [name, neverWhole(list) ? unreadState() : '0', '–', '–', '–', '–'];
  const own = all.map(({ accounts }) => accounts.filter(({ dataset }) => dataset === at));
  const there = new Set(own.flat().flatMap((one) => (isGone(one) ? [] : [one.record]))).size;
  const nameless = others.filter((one) => one.dataset === at && !isGone(one)).length;
  const gone = own.filter((accounts) => accounts.length > 0 && accounts.every(isGone)).length;
  return [
    [
      name,
      there + nameless !== moves.closing &&
        h('small', { class: 'fault' }, 'does not add up: see the list itself'),
    ],
    number(moves.closing),
    number(there),
    number(nameless),
    number(gone),
    number(own.filter((accounts) => accounts.some((one) => one.letter === 'F' && !isGone(one))).length),
  ];
}

/** What stands in the place of a figure of a list that nobody read whole. */
export function unreadState(): HTMLElement {
  return state('U', 'not known: complete on no night');
}

/** How many vaults each could open when they were last compared. */
function vaultsByPerson(vaults: readonly VaultLine[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { compared } of vaults)
    for (const one of compared.at(-1)?.seen ?? []) {
      const key = plainName(one);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return counts;
}

async function exceptionsByPerson(): Promise<ReadonlyMap<string, number>> {
  const { failures, waived } = await allExceptions();
  const found = new Map<string, number>();
  for (const { exception } of [...failures, ...waived]) {
    const key = plainName(exception.subject);
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}

/** The count apart from the list that every night held it against, and where it stands what came of it. */
export function reconciledText({ connection, reconciledWith }: PageDataset): Child[] {
  const { dataset, kind } = reconciledWith;
  const complete = controlNamed('evidence.complete');
  if (kind === 'none') return [h('span', { class: 'dim' }, 'no count apart from the list')];
  return [
    totalText[kind],
    dataset !== null && h('small', {}, `${connection}/${dataset}`),
    complete >= 0 && h('small', {}, link(route.control(complete), 'the result of each night')),
  ];
}

const totalText = {
  independent: 'a count of its own',
  'upper-bound': 'a count that is an upper bound',
  earlier: 'the provider’s count of an earlier day',
  paging: 'its own pages only',
} as const;

/** Each list of accounts: how many stood at first, who came, who went, and whether that makes how many stand at the end. */
export function reconciliation(): HTMLElement {
  return table(
    'Lists of accounts',
    [
      { title: 'List', kind: 'date' },
      { title: 'First complete night', kind: 'date' },
      { title: 'Then', kind: 'number' },
      { title: 'Joined', kind: 'number' },
      { title: 'Left', kind: 'number' },
      { title: 'At the end', kind: 'number' },
      { title: 'Last complete night', kind: 'date' },
      { title: 'Compared with' },
      { title: 'Reconciled with' },
    ],
    data.datasets.flatMap((dataset, at): Child[][] => {
      const { moves } = dataset;
      if (!moves)
        return dataset.population !== null && neverWhole(dataset)
          ? [
              [
                link(route.dataset(at), nameOf(dataset)),
                unreadState(),
                '–',
                '–',
                '–',
                '–',
                '–',
                '–',
                reconciledText(dataset),
              ],
            ]
          : [];
      const end = dataset.nights[moves.last];
      const counted = end ? end.records : null;
      const sum = moves.opening + moves.appeared - moves.gone;
      const agrees = sum === moves.closing && counted === moves.closing;
      return [
        [
          link(`#/populations/${at}`, nameOf(dataset)),
          nightDay(moves.first),
          number(moves.opening),
          number(moves.appeared),
          number(moves.gone),
          number(moves.closing),
          nightDay(moves.last),
          agrees
            ? `agrees with the ${number(moves.closing)} of that night’s document`
            : h(
                'span',
                { class: 'fault' },
                `does not agree: ${number(sum)} by what moved, ${counted === null ? 'no count' : number(counted)} by that night’s document`,
              ),
          reconciledText(dataset),
        ],
      ];
    }),
  );
}
