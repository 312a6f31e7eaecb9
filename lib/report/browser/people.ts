import type { PackedAccount, SubjectMarks } from '../page-data.ts';
import { personOf } from '../person-name.ts';
import { data, subjectFiles, unjudgedFile } from './data.ts';
import { worse } from './worse.ts';

/** One person under all names that controls have for their accounts. */
export interface Person {
  /** The plain name, in lower case: what the accounts' names have in common. */
  readonly key: string;
  readonly name: string;
  /** Places among all subjects; the plain name's comes first. Empty where no control speaks of the person. */
  readonly places: readonly number[];
  readonly names: readonly string[];
  readonly links: readonly number[];
  readonly marks: readonly SubjectMarks[];
  /** Under any of these names, once each. */
  readonly accounts: readonly Account[];
}

/** A record of a list of accounts. */
export interface Account {
  readonly dataset: number;
  readonly record: number;
  /** What it may do, and whether it was ended. */
  readonly text: string;
  /** The night on which it was last seen; another than the list's last whole one where it is gone. */
  readonly last: number;
  /** The worst at the end by the controls that look at its connection alone; empty where there is none. */
  readonly letter: string;
}

/** Accounts that name nobody by an address, with what they are called. */
export async function accountsOfNobody(): Promise<(Account & { readonly called: string })[]> {
  const { others, texts } = await unjudgedFile();
  return others.flatMap(([called, ...own]) =>
    own.map(([dataset, record, text, last, letter]) => ({
      called,
      dataset,
      record,
      text: texts[text] ?? '',
      last,
      letter,
    })),
  );
}

/** Whether the list's last whole night did not show it any more. */
export function isGone({ dataset, last }: Account): boolean {
  return last < (data.datasets[dataset]?.moves?.last ?? 0);
}

let collected: Promise<Person[]> | null = null;

/** Everybody whom a control or a list of accounts names by an address, or by a pseudonym, in order of their names. */
export function allPeople(): Promise<Person[]> {
  collected ??= collect();
  collected.catch(() => {
    collected = null;
  });
  return collected;
}

interface Gathering {
  readonly name: string;
  readonly places: number[];
  readonly names: string[];
  readonly links: number[];
  readonly marks: SubjectMarks[];
  readonly accounts: Map<string, Account>;
}

async function collect(): Promise<Person[]> {
  const people = new Map<string, Gathering>();
  let place = 0;
  for (const { accounts, links, marks, names, texts } of await subjectFiles())
    for (const [at, name] of names.entries()) {
      const own = place++;
      const key = personOf(name);
      if (key === null) continue;
      const known = gathering(people, key);
      known.places.push(own);
      known.names.push(name);
      known.links.push(...(links[at] ?? []));
      const mark = marks[at];
      if (mark) known.marks.push(mark);
      addAccounts(known, accounts[at] ?? [], texts);
    }
  const { rows, texts } = await unjudgedFile();
  for (const [key, ...own] of rows) addAccounts(gathering(people, key), own, texts);
  return [...people]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { accounts, ...person }]) => ({ key, ...person, accounts: [...accounts.values()] }));
}

function gathering(people: Map<string, Gathering>, key: string): Gathering {
  const known = people.get(key) ?? {
    name: key,
    places: [],
    names: [],
    links: [],
    marks: [],
    accounts: new Map(),
  };
  people.set(key, known);
  return known;
}

function addAccounts({ accounts }: Gathering, own: readonly PackedAccount[], texts: readonly string[]): void {
  for (const [dataset, record, text, last, letter] of own) {
    const id = `${dataset} ${record}`;
    const worst = worse(letter, accounts.get(id)?.letter ?? '');
    accounts.set(id, { dataset, record, text: texts[text] ?? '', last, letter: worst });
  }
}

/** The worst of several accounts by night: `-` where no control spoke of any. */
export function worstByNight(marks: readonly SubjectMarks[], nights: number): string {
  const letters = new Array<string>(nights).fill('-');
  for (const [controls, from, to] of marks) if (controls > 0) letters.fill('P', from, to + 1);
  for (const [, , , ...wrong] of marks)
    for (const [from, to, letter] of wrong)
      for (let night = from; night <= to; night++) letters[night] = worse(letter, letters[night] ?? '-');
  return letters.join('');
}
