import { data, nameOf } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { link, nothing, route, table } from '../parts.ts';
import { accountsOfNobody, allPeople, isGone } from '../people.ts';
import { number } from '../texts.ts';
import { unreadState } from './people.ts';

/** Words of an account by which it administers its service. */
const administers = /\b(admin|administrator|owner|root|superuser)(?![a-z])/i;
/** So many are named of one list; its dataset has all. */
const most = 12;

interface Named {
  readonly dataset: number;
  readonly name: Child;
  readonly text: string;
}

/** Who administers each service that has a list of accounts, by the roles that the list tells at the end. */
export async function administrators(): Promise<HTMLElement> {
  const all = [...(await ofPeople()), ...(await ofNobody())];
  const rows = data.datasets.flatMap((list, at): Child[][] => {
    if (list.population !== 'people') return [];
    const own = all.filter(({ dataset }) => dataset === at);
    const found = own.filter(({ text }) => administers.test(text));
    const name = link(route.dataset(at), nameOf(list));
    return [list.moves ? [name, number(own.length), namesOf(found)] : [name, unreadState(), '']];
  });
  if (rows.length === 0) return nothing('Not told.', 'No list of accounts was asked for.');
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

async function ofPeople(): Promise<Named[]> {
  return (await allPeople()).flatMap(({ accounts, key, name }) =>
    accounts
      .filter((one) => !isGone(one))
      .map(({ dataset, text }) => ({
        dataset,
        text,
        name: link(`#/person/${encodeURIComponent(key)}`, name),
      })),
  );
}

async function ofNobody(): Promise<Named[]> {
  return (await accountsOfNobody())
    .filter((one) => !isGone(one))
    .map(({ called, dataset, text }) => ({ dataset, text: `${text} ${called}`, name: called }));
}

function namesOf(found: readonly Named[]): Child {
  if (found.length === 0) return h('span', { class: 'dim' }, 'none by a role that this list tells');
  const left = found.length - most;
  return [
    found.slice(0, most).map(({ name }, at) => [at > 0 && ', ', name]),
    left > 0 && ` and ${number(left)} more`,
  ];
}
