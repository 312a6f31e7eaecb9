import type { NamedInStandard } from '../../model.ts';
import { type Column, link, nothing, section, table } from '../components.ts';
import { data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { count, day } from '../texts.ts';

/** Whom the standard names, as the newest night was judged by it: for vaults, as accounts, as gone. */
export function namedSections(): HTMLElement[] {
  const { named } = data;
  if (!named)
    return [
      section(
        'Whom it names',
        nothing('Not shown.', 'No night tells it, or people are replaced by pseudonyms in this package.'),
      ),
    ];
  return [
    section('Named for vaults', h('p', {}, asOf), vaults(named), groups(named)),
    section('Who is who', employees(named), identities(named)),
    section('Shared accounts', sharedAccounts(named)),
    section('Left, according to the file of leavers', leavers(named)),
  ];
}

const asOf =
  'This and the lists below come from the standard of the newest night: they are what the company says, and not evidence.';

/** Rows under their titles, or that the company wrote none. */
function rows(caption: string, columns: readonly Column[], all: readonly (readonly Child[])[]): HTMLElement {
  return all.length === 0 ? nothing('None.', 'The standard names none.') : table(caption, columns, all);
}

function person(address: string): Child {
  return link(`#/person/${encodeURIComponent(address.toLowerCase())}`, address);
}

/** Each after the other, in one cell. */
function listed(all: readonly Child[]): Child {
  return all.map((one, at): Child => [at > 0 && ', ', one]);
}

function vaults({ vaults: all }: NamedInStandard): HTMLElement {
  const nobody = (): Child => h('span', { class: 'dim' }, 'nobody');
  return rows(
    'Named for vaults',
    [{ title: 'Vault', kind: 'wide' }, { title: 'Connection' }, { title: 'Named', kind: 'wide' }],
    all.map(({ connection, id, members, name }): Child[] => [
      [name, id !== undefined && h('small', {}, id)],
      connection ?? h('span', { class: 'dim' }, 'any'),
      members.length === 0
        ? nobody()
        : listed(members.map((one) => (one === 'everyone' ? 'every active person' : person(one)))),
    ]),
  );
}

function groups({ vaultGroups }: NamedInStandard): Child {
  const all = Object.entries(vaultGroups);
  if (all.length === 0) return null;
  const listedGroups = all.map(([group, from]) => `${group} (of ${from})`).join(', ');
  return h(
    'p',
    { class: 'hint' },
    `${count(all.length, 'group')} of 1Password provisioned from a Google group: ${listedGroups}.`,
  );
}

function employees({ people: { source } }: NamedInStandard): HTMLElement {
  const sources = typeof source === 'string' ? [source] : (source ?? []);
  return h(
    'p',
    {},
    sources.length === 0
      ? 'No connection is named as the source of people.'
      : `The employees are the active people of ${sources.join(', then of ')}.`,
  );
}

function identities({ people }: NamedInStandard): HTMLElement {
  const accounts = (one: NamedInStandard['people']['identities'][number]): Child =>
    Object.entries(one.accounts).map(([place, names]) =>
      h('div', {}, `${place}: ${[names].flat().join(', ')}`),
    );
  return rows(
    'Identities',
    [
      { title: 'Person', kind: 'wide' },
      { title: 'Accounts declared as theirs', kind: 'wide' },
    ],
    people.identities.map((one): Child[] => [person(one.person), accounts(one)]),
  );
}

function sharedAccounts({ sharedAccounts: all }: NamedInStandard): HTMLElement {
  const unstated = (): Child => h('span', { class: 'dim' }, 'not known');
  return rows(
    'Shared accounts',
    [{ title: 'Name', kind: 'wide' }, { title: 'Account', kind: 'wide' }, { title: 'Vault that holds it' }],
    all.map(({ account, connection, name, vault }): Child[] => [
      name,
      [account ?? unstated(), connection !== null && h('small', {}, connection)],
      vault ?? unstated(),
    ]),
  );
}

function leavers({ people }: NamedInStandard): HTMLElement {
  if (!people.leavers) return nothing('Not known.', 'The standard has no file of leavers.');
  return rows(
    'Leavers',
    [
      { title: 'Person', kind: 'wide' },
      { title: 'Last day', kind: 'date' },
    ],
    people.leavers.map(({ lastDay, person: who }): Child[] => [person(who), day(lastDay)]),
  );
}
