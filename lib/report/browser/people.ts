import type { SubjectMarks } from '../page-data.ts';
import { subjectFiles } from './data.ts';

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
}

/** `ana@acme.example (slack)` is her account there: without it, the person. */
export function plainName(name: string): string {
  return name.replace(/ \([^()]*\)$/, '').toLowerCase();
}

/** Everybody whom a control speaks of by an address, or by a pseudonym, in order of their names. */
export async function allPeople(): Promise<Person[]> {
  const people = new Map<
    string,
    { name: string; places: number[]; names: string[]; links: number[]; marks: SubjectMarks[] }
  >();
  let place = 0;
  for (const { links, marks, names } of await subjectFiles())
    for (const [at, name] of names.entries()) {
      const own = place++;
      const key = plainName(name);
      if (!isPerson(key)) continue;
      const known = people.get(key) ?? { name: key, places: [], names: [], links: [], marks: [] };
      known.places.push(own);
      known.names.push(name);
      known.links.push(...(links[at] ?? []));
      const mark = marks[at];
      if (mark) known.marks.push(mark);
      people.set(key, known);
    }
  return [...people].map(([key, person]) => ({ key, ...person }));
}

function isPerson(key: string): boolean {
  return /^[^\s/]+@[^\s/@]+\.[^\s/@]+$/.test(key) || /^p-[0-9a-f]{16}$/.test(key);
}

/** The worst of several accounts by night: `-` where no control spoke of any. */
export function worstByNight(marks: readonly SubjectMarks[], nights: number): string {
  const letters = new Array<string>(nights).fill('-');
  for (const [controls, from, to] of marks) if (controls > 0) letters.fill('P', from, to + 1);
  const rank = '-PWUF';
  for (const [, , , ...wrong] of marks)
    for (const [from, to, letter] of wrong)
      for (let night = from; night <= to; night++)
        if (rank.indexOf(letter) > rank.indexOf(letters[night] ?? '-')) letters[night] = letter;
  return letters.join('');
}
