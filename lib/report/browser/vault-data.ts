import { allSubjects, data } from './data.ts';
import { linesOf, nightsOf, type SubjectLine } from './findings.ts';
import { namesPeopleIn, piecesOf } from './vault-text.ts';

/** What a vault's control compared on some nights. */
interface Compared {
  readonly from: number;
  readonly to: number;
  readonly named: readonly string[];
  readonly seen: readonly string[];
  /** Clauses that are no names, of who was named and of who could open it: everyone active, perhaps others, and 4 more. */
  readonly besides: readonly string[];
  readonly namesAll: boolean;
  readonly seesAll: boolean;
}

export interface VaultLine {
  readonly control: number;
  readonly place: number;
  readonly name: string;
  readonly line: SubjectLine;
  /** One letter a night. */
  readonly letters: string;
  readonly compared: readonly Compared[];
}

/** Every vault, from the controls that hold who can open one against who is named for it. */
export async function allVaults(): Promise<VaultLine[]> {
  const names = await allSubjects();
  const controls = data.controls.flatMap(({ datasets }, at) => (datasets.some(isOfAccess) ? [at] : []));
  const all = await Promise.all(
    controls.map(async (control) =>
      (await linesOf(control)).map((line) => ({
        control,
        place: line.place,
        name: names[line.place] ?? '',
        line,
        letters: nightsOf(line, data.controls[control]?.states ?? ''),
        // Without what was seen nothing was compared: that nobody could open it is said in words.
        compared: line.intervals.flatMap(({ expected, from, seen, to }) =>
          seen === '' ? [] : [{ from, to, ...listsOf(expected, seen) }],
        ),
      })),
    ),
  );
  return all.filter((lines) => lines.some(namesPeople)).flat();
}

/** Whether a list is declared to say who may open which vault. */
function isOfAccess(dataset: number): boolean {
  return data.datasets[dataset]?.compared === 'access';
}

/** Whether a control says who is named for a vault, and not only how many are to have it. */
function namesPeople({ line }: VaultLine): boolean {
  return line.intervals.some(({ expected }) => namesPeopleIn(expected));
}

function listsOf(expected: string, seen: string): Omit<Compared, 'from' | 'to'> {
  const [named, open] = [piecesOf(expected), piecesOf(seen)];
  return {
    named: named.names,
    seen: open.names,
    besides: [...named.others, ...open.others],
    namesAll: named.others.length === 0,
    seesAll: open.others.length === 0,
  };
}

/**
 * A person's access by night: `P` open and named, `F` open and not named, `U` named and not open, `-` neither or not told:
 * who may be among those that are told in other words than by name is not said to be missing there.
 */
export function accessOf(person: string, { compared }: VaultLine): string {
  const letters = new Array<string>(data.nights.length).fill('-');
  for (const one of compared) {
    const [isNamed, isSeen] = [one.named.includes(person), one.seen.includes(person)];
    const letter = isSeen ? (isNamed ? 'P' : one.namesAll ? 'F' : '-') : isNamed && one.seesAll ? 'U' : '-';
    letters.fill(letter, one.from, one.to + 1);
  }
  return letters.join('');
}
