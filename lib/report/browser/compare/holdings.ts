import type { FindingFile, PageData, PageDataset, SubjectFile, UnjudgedFile } from '../../page-data.ts';
import { personOf } from '../../person-name.ts';
import { neverWhole } from '../listed-whole.ts';
import { namesPeopleIn, piecesOf } from '../vault-text.ts';

/** One that a company had when a period ended. */
export interface Holding {
  readonly text: string;
  /** What shows it: where any of this was not read in another period, it is not known to be absent there. */
  readonly by: readonly string[];
}

/** What a company had, each by its name. */
type Had = ReadonlyMap<string, Holding>;

export interface Holdings {
  /** Who had an account; null, as `accounts`, where the page is of a version that does not tell them. */
  readonly people: Had | null;
  readonly accounts: Had | null;
  readonly vaultMembers: Had;
  readonly services: Had;
  /** Whether a period tells who or what is absent from a list, from a vault, from the register. */
  tells(by: string): boolean;
}

/** The parts of a page that hold what was had. */
export interface Parts {
  /** In order. */
  readonly subjects: readonly SubjectFile[];
  /** Null where the page is of a version that has none. */
  readonly unjudged: UnjudgedFile | null;
  /** Of controls that read who may open which vault; `file` as in `subjects/<file>`. */
  readonly findings: readonly { readonly file: number; readonly found: FindingFile }[];
}

/** Controls whose findings tell who could open which vault. */
export function accessControls({ controls, datasets }: PageData): number[] {
  return controls.flatMap((control, at) =>
    control.datasets.some((one) => datasets[one]?.compared === 'access') ? [at] : [],
  );
}

export function holdings(page: PageData, parts: Parts): Holdings {
  const accounts = accountsOf(page, parts);
  const vaults = parts.findings.flatMap((one) => membersOf(one, parts.subjects));
  const lists = accessLists(page);
  return {
    people: accounts && peopleOf(accounts),
    accounts:
      accounts &&
      new Map(accounts.map(({ list, name, text }) => [`${name} in ${list}`, { text, by: [list] }])),
    vaultMembers: new Map(
      vaults.flatMap(({ name, seen }) =>
        (seen ?? []).map((one) => [
          `${one} in ${name}`,
          { text: 'could open it', by: [...lists, vaultOf(name)] },
        ]),
      ),
    ),
    services: servicesOf(page),
    tells: teller(page, vaults),
  };
}

const vaultOf = (name: string): string => `the vault ${name}`;
const register = 'the register of services';
const nights = 'what is connected';

function teller(page: PageData, vaults: readonly Members[]): Holdings['tells'] {
  const whole = new Set(page.datasets.flatMap((list) => (neverWhole(list) ? [] : [listName(list)])));
  const known = new Set(vaults.flatMap(({ name, seen, whole: all }) => (seen && all ? [vaultOf(name)] : [])));
  const inPart = new Set(vaults.map(({ name }) => vaultOf(name)).filter((name) => !known.has(name)));
  const judged = accessControls(page).some((at) => /[PFU]/.test(page.controls[at]?.states ?? ''));
  return (by) => {
    if (by === register) return page.register !== null;
    if (by === nights) return page.nights.some(({ seal }) => seal !== null);
    // A vault that no control speaks of is not there, where vaults were judged at all.
    return by.startsWith(vaultOf('')) ? known.has(by) || (judged && !inPart.has(by)) : whole.has(by);
  };
}

interface HeldAccount {
  readonly name: string;
  readonly list: string;
  readonly text: string;
}

/** Those that the last whole night of their list shows; null where the page does not tell them. */
function accountsOf({ datasets }: PageData, { subjects, unjudged }: Parts): HeldAccount[] | null {
  if (unjudged === null || subjects.some(({ accounts }) => accounts === undefined)) return null;
  const owned = subjects.flatMap(({ accounts, names, texts }) =>
    accounts.map((own, at) => ({ own, name: personOf(names[at] ?? ''), texts })),
  );
  const others = unjudged.rows.map(([name, ...own]) => ({
    own,
    name: personOf(name),
    texts: unjudged.texts,
  }));
  return [...owned, ...others].flatMap(({ name, own, texts }) =>
    own.flatMap(([dataset, , text, last]): HeldAccount[] => {
      const list = datasets[dataset];
      if (name === null || !list || last < (list.moves?.last ?? 0)) return [];
      return [{ name, list: listName(list), text: texts[text] ?? '' }];
    }),
  );
}

function peopleOf(accounts: readonly HeldAccount[]): Had {
  const people = Map.groupBy(accounts, ({ name }) => name);
  return new Map(
    [...people].map(([name, own]) => [
      name,
      { text: 'has an account', by: [...new Set(own.map(({ list }) => list))] },
    ]),
  );
}

function listName({ connection, dataset }: Pick<PageDataset, 'connection' | 'dataset'>): string {
  return `${connection}/${dataset}`;
}

function accessLists({ datasets }: PageData): string[] {
  return datasets.filter(({ compared }) => compared === 'access').map(listName);
}

interface Members {
  readonly name: string;
  /** Null where the last night that judged the vault could not tell. */
  readonly seen: readonly string[] | null;
  /** Whether nobody is told in other words than by name. */
  readonly whole: boolean;
}

function membersOf({ file, found }: Parts['findings'][number], subjects: readonly SubjectFile[]): Members[] {
  return found.rows.flatMap(([at, ...intervals]): Members[] => {
    const [, , , , , , , expected = -1, seen = -1] = intervals.at(-1) ?? [];
    const name = subjects[file]?.names[at] ?? '';
    const namesPeople = (place = -1): boolean => namesPeopleIn(found.texts[place] ?? '');
    if (seen < 0)
      return intervals.some((interval) => namesPeople(interval[7]))
        ? [{ name, seen: null, whole: false }]
        : [];
    if (!namesPeople(expected)) return [];
    const { names, others } = piecesOf(found.texts[seen] ?? '');
    return [{ name, seen: names, whole: others.length === 0 }];
  });
}

function servicesOf({ datasets, register: registered }: PageData): Had {
  const connected = datasets.map(({ connection, provider }): [string, Holding] => [
    connection,
    { text: `connected, ${provider}`, by: [nights] },
  ]);
  const services = (registered ?? []).map(({ name, signIn }): [string, Holding] => [
    `${name}, in the register`,
    { text: `registered, ${signIn ?? 'sign-in not known'}`, by: [register] },
  ]);
  return new Map([...connected, ...services]);
}
