import type { FindingFile, PageData, PageDataset, SubjectFile } from '../../page-data.ts';
import { namesPeopleIn, piecesOf } from '../vault-words.ts';

/** What a company had in a period, and of accounts and vaults when it ended: each by its name with a word on it. */
type Had = ReadonlyMap<string, string>;

export interface Holdings {
  readonly people: Had;
  /** Null where the page is of a version that does not tell them. */
  readonly accounts: Had | null;
  /** Null where no list that tells them was ever read whole. */
  readonly vaultMembers: Had | null;
  /** Lists that were never read whole, and vaults of which the page tells only a part of who could open them at the end, or nothing. */
  readonly inPart: ReadonlySet<string>;
  readonly services: Had;
}

/** The parts of a page that hold what was had. */
export interface Parts {
  /** In order. */
  readonly subjects: readonly SubjectFile[];
  /** Of controls that read who may open which vault; `file` as in `subjects/<file>`. */
  readonly findings: readonly { readonly file: number; readonly found: FindingFile }[];
}

/** Controls whose findings tell who could open which vault. */
export function accessControls({ controls, datasets }: PageData): number[] {
  return controls.flatMap((control, at) =>
    control.datasets.some((one) => datasets[one]?.compared === 'access') ? [at] : [],
  );
}

export function holdings(page: PageData, { findings, subjects }: Parts): Holdings {
  const vaults = findings.flatMap((one) => membersOf(one, subjects));
  const told = new Set(vaults.flatMap(({ name, seen }) => (seen ? [name] : [])));
  const inPart = vaults.filter(({ name, seen, whole }) => (seen ? !whole : !told.has(name)));
  return {
    people: new Map(subjects.flatMap(({ names }) => names.flatMap(personOf)).map((one) => [one, 'there'])),
    accounts: accountsOf(page, subjects),
    vaultMembers: tellsVaults(page)
      ? new Map(
          vaults.flatMap(({ name, seen }) =>
            (seen ?? []).map((one) => [`${one} in ${name}`, 'could open it'] as const),
          ),
        )
      : null,
    inPart: new Set([...page.datasets.filter(neverWhole).map(listName), ...inPart.map(({ name }) => name)]),
    services: servicesOf(page),
  };
}

function personOf(name: string): string[] {
  const plain = name.replace(/ \([^()]*\)$/, '').toLowerCase();
  return /^[^\s/]+@[^\s/@]+\.[^\s/@]+$|^p-[0-9a-f]{16}$/.test(plain) ? [plain] : [];
}

/** Those that the last whole night of their list shows. */
function accountsOf({ datasets }: PageData, subjects: readonly SubjectFile[]): Had | null {
  if (subjects.some(({ accounts }) => accounts === undefined)) return null;
  const found = new Map<string, string>();
  for (const { accounts, names, texts } of subjects)
    for (const [at, own] of accounts.entries())
      for (const [dataset, , text, last] of own) {
        const list = datasets[dataset];
        const [person] = personOf(names[at] ?? '');
        if (person && list && last >= (list.moves?.last ?? 0))
          found.set(`${person} in ${listName(list)}`, texts[text] ?? '');
      }
  return found;
}

/** What was asked for and on no night came whole: who is missing from it, nobody can tell. */
function neverWhole({ nights }: PageDataset): boolean {
  return !nights.some((night) => night !== 0 && /[CE]/.test(night.c));
}

function listName({ connection, dataset }: PageDataset): string {
  return `${connection}/${dataset}`;
}

function tellsVaults({ datasets }: PageData): boolean {
  const access = datasets.filter(({ compared }) => compared === 'access');
  return access.length === 0 || !access.every(neverWhole);
}

interface Members {
  readonly name: string;
  /** Null where the last night that judged the vault could not tell. */
  readonly seen: readonly string[] | null;
  readonly whole: boolean;
}

function membersOf({ file, found }: Parts['findings'][number], subjects: readonly SubjectFile[]): Members[] {
  return found.rows.flatMap(([at, ...spans]): Members[] => {
    const [, , , , , , , expected = -1, seen = -1] = spans.at(-1) ?? [];
    const name = subjects[file]?.names[at] ?? '';
    const namesPeople = (place = -1): boolean => namesPeopleIn(found.texts[place] ?? '');
    if (seen < 0)
      return spans.some((span) => namesPeople(span[7])) ? [{ name, seen: null, whole: false }] : [];
    if (!namesPeople(expected)) return [];
    const { names, others } = piecesOf(found.texts[seen] ?? '');
    return [{ name, seen: names, whole: others.length === 0 }];
  });
}

function servicesOf({ datasets, register }: PageData): Had {
  const connected = datasets.map(
    ({ connection, provider }) => [connection, `connected, ${provider}`] as const,
  );
  const registered = (register ?? []).map(({ name, signIn }) => [name, `registered, ${signIn}`] as const);
  return new Map([...connected, ...registered]);
}

/** One that the two periods do not have alike. */
export interface Difference {
  readonly name: string;
  readonly was: string | null;
  readonly is: string | null;
}

/** What is new, gone or another, by name; and how many are the same. */
export function differences(was: Had, is: Had): { differ: readonly Difference[]; same: number } {
  const names = [...new Set([...was.keys(), ...is.keys()])].sort();
  const all = names.map((name) => ({ name, was: was.get(name) ?? null, is: is.get(name) ?? null }));
  const differ = all.filter((one) => one.was !== one.is);
  return { differ, same: all.length - differ.length };
}
