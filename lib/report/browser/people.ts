import type { SubjectMarks } from '../page-data.ts';
import { data, subjectFiles } from './data.ts';
import { worse } from './worse.ts';

/** One person under all names that controls have for their accounts. */
export interface Person {
  /** The plain name, in lower case: what the accounts' names have in common. */
  readonly key: string;
  readonly name: string;
  /** Places among all subjects; the plain name's comes first. */
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
  readonly words: string;
  /** The night on which it was last seen; another than the list's last whole one where it is gone. */
  readonly last: number;
  /** The worst at the end by the controls that look at its connection alone; empty where there is none. */
  readonly letter: string;
}

/** Whether the list's last whole night did not show it any more. */
export function isGone({ dataset, last }: Account): boolean {
  return last < (data.datasets[dataset]?.moves?.last ?? 0);
}

/** `ana@acme.example (slack)` is her account there: without it, the person. */
export function plainName(name: string): string {
  return name.replace(/ \([^()]*\)$/, '').toLowerCase();
}

let gathered: Promise<Person[]> | null = null;

/** Everybody whom a control speaks of by an address, or by a pseudonym, in order of their names. */
export function allPeople(): Promise<Person[]> {
  gathered ??= gather();
  gathered.catch(() => {
    gathered = null;
  });
  return gathered;
}

interface Gathering {
  readonly name: string;
  readonly places: number[];
  readonly names: string[];
  readonly links: number[];
  readonly marks: SubjectMarks[];
  readonly accounts: Map<string, Account>;
}

async function gather(): Promise<Person[]> {
  const people = new Map<string, Gathering>();
  let place = 0;
  for (const { accounts, links, marks, names, texts } of await subjectFiles())
    for (const [at, name] of names.entries()) {
      const own = place++;
      const key = plainName(name);
      if (!isPerson(key)) continue;
      const known: Gathering = people.get(key) ?? {
        name: key,
        places: [],
        names: [],
        links: [],
        marks: [],
        accounts: new Map(),
      };
      known.places.push(own);
      known.names.push(name);
      known.links.push(...(links[at] ?? []));
      const mark = marks[at];
      if (mark) known.marks.push(mark);
      for (const [dataset, record, text, last, letter] of accounts[at] ?? []) {
        const id = `${dataset} ${record}`;
        const worst = worse(letter, known.accounts.get(id)?.letter ?? '');
        known.accounts.set(id, { dataset, record, words: texts[text] ?? '', last, letter: worst });
      }
      people.set(key, known);
    }
  return [...people].map(([key, { accounts, ...person }]) => ({
    key,
    ...person,
    accounts: [...accounts.values()],
  }));
}

function isPerson(key: string): boolean {
  return /^[^\s/]+@[^\s/@]+\.[^\s/@]+$/.test(key) || /^p-[0-9a-f]{16}$/.test(key);
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
