import { administers } from '../../account-text.ts';
import type { PageDataset } from '../../page-data.ts';
import { link, nothing, route, table } from '../components.ts';
import { data, nameOf } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { neverWhole } from '../listed-whole.ts';
import { accountsOfNobody, allPeople, isGone } from '../people.ts';
import { nightDay, number } from '../texts.ts';
import { unreadState } from './people.ts';

/** So many are named of one list; its dataset has all. */
const most = 12;

interface Named {
  readonly dataset: number;
  readonly record: number;
  readonly name: Child;
  readonly text: string;
}

/** Who administers each service that has a list of accounts, by the roles that the list tells at the end. */
export async function administrators(): Promise<HTMLElement> {
  const all = [...(await ofPeople()), ...(await ofNobody())];
  const rows = data.datasets.flatMap((list, at): Child[][] => {
    if (list.population !== 'people') return [];
    const own = all.filter(({ dataset }) => dataset === at);
    const found = own.filter(({ text }) => administers(text));
    const name = link(route.dataset(at), nameOf(list));
    const many = new Set(own.map(({ record }) => record)).size;
    return [
      neverWhole(list) ? [name, unreadState(), ''] : [name, [number(many), asOf(list)], namesOf(found)],
    ];
  });
  if (rows.length === 0) return nothing('Not known.', 'No list of accounts was asked for.');
  return table(
    'Who administers what is connected',
    [
      { title: 'List', kind: 'date' },
      { title: 'Accounts at the end', kind: 'number' },
      { title: 'Administrators and owners among them', kind: 'wide' },
    ],
    rows,
  );
}

/** The list's last whole night, where it is not the last that was sealed: nobody knows who came to it since. */
function asOf({ nights }: PageDataset): Child {
  const last = nights.findLastIndex((night) => night !== 0 && /[CE]/.test(night.c));
  return last < data.nights.findLastIndex(({ seal }) => seal) && h('small', {}, `as of ${nightDay(last)}`);
}

async function ofPeople(): Promise<Named[]> {
  return (await allPeople()).flatMap(({ accounts, key, name }) =>
    accounts
      .filter((one) => !isGone(one))
      .map(({ dataset, record, text }) => ({
        dataset,
        record,
        text,
        name: link(`#/person/${encodeURIComponent(key)}`, name),
      })),
  );
}

async function ofNobody(): Promise<Named[]> {
  return (await accountsOfNobody())
    .filter((one) => !isGone(one))
    .map(({ called, dataset, record, text }) => ({
      dataset,
      record,
      text: `${text} ${called}`,
      name: called,
    }));
}

function namesOf(found: readonly Named[]): Child {
  if (found.length === 0) return h('span', { class: 'dim' }, 'none by a role that this list tells');
  const left = found.length - most;
  return [
    found.slice(0, most).map(({ name }, at) => [at > 0 && ', ', name]),
    left > 0 && ` and ${number(left)} more`,
  ];
}
