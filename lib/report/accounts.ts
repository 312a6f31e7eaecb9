import type { ControlHistory, DatasetHistory, FindingInterval, SubjectHistory } from './model.ts';
import type { PackedAccount, SubjectFile, UnjudgedFile } from './page-data.ts';
import { accountOwner, personOf } from './person-name.ts';

interface Account {
  readonly text: string;
  readonly last: number;
  /** Whose it is by its own words; null where they name nobody by an address. */
  readonly person: string | null;
  readonly called: string;
  /** Whether a subject that is a person has it. */
  isOwned: boolean;
}

type Letter = 'P' | 'W' | 'U' | 'F';
const ranks = 'PWUF';

/** What is told of each record of a list: its place, what it is called for short, when it was last seen, and its line then. */
export type ShownAccount = (record: number, text: string, last: number, line: string) => void;

/** Which records are accounts, and how each subject stood at the end by the controls that look at one connection alone. */
export class Accounts {
  readonly #lists = new Map<number, Map<number, Account>>();
  readonly #ends = new Map<number, Map<string, Letter>>();
  readonly #datasets: readonly DatasetHistory[];

  constructor(datasets: readonly DatasetHistory[]) {
    this.#datasets = datasets;
  }

  /** Takes a list's records; null of what is no list of accounts. */
  of(dataset: number): ShownAccount | null {
    const { moves } = this.#datasets[dataset] ?? {};
    if (!moves) return null;
    const list = new Map<number, Account>();
    this.#lists.set(dataset, list);
    return (record, text, last, line) =>
      list.set(record, { text, last, ...accountOwner(line), isOwned: false });
  }

  judged(place: number, { datasets, states }: ControlHistory, { intervals, subject }: SubjectHistory): void {
    const last = intervals.at(-1);
    const connection = this.#connectionOf(subject, datasets);
    if (!last || connection === null || last.to < lastNight(states)) return;
    const letter = letterOf(last);
    const own = this.#ends.get(place) ?? new Map<string, Letter>();
    const before = own.get(connection) ?? 'P';
    own.set(connection, ranks.indexOf(letter) > ranks.indexOf(before) ? letter : before);
    this.#ends.set(place, own);
  }

  /** @param subjects in order, each with the records that name it */
  packed(
    subjects: readonly { readonly name: string; readonly place: number; readonly links: readonly number[] }[],
  ): Pick<SubjectFile, 'accounts' | 'texts'> {
    const texts = new Map<string, number>();
    const accounts = subjects.map(({ links, name, place }) => {
      const isPerson = personOf(name) !== null;
      const found: PackedAccount[] = [];
      for (let at = 0; at < links.length; at += 2) {
        const [dataset = 0, record = 0] = links.slice(at, at + 2);
        const account = this.#lists.get(dataset)?.get(record);
        if (!account) continue;
        if (isPerson) account.isOwned = true;
        if (!texts.has(account.text)) texts.set(account.text, texts.size);
        const letter = this.#ends.get(place)?.get(this.#datasets[dataset]?.connection ?? '') ?? '';
        found.push([dataset, record, texts.get(account.text) ?? 0, account.last, letter]);
      }
      return found;
    });
    return { accounts, texts: [...texts.keys()] };
  }

  /** Call once, after the last subject is packed: what lists of accounts name, and no subject has which is a person. */
  unjudged(): UnjudgedFile {
    const texts = new Map<string, number>();
    const [people, others] = [new Map<string, PackedAccount[]>(), new Map<string, PackedAccount[]>()];
    for (const { account, dataset, record } of this.#unowned()) {
      if (!texts.has(account.text)) texts.set(account.text, texts.size);
      const rows = account.person === null ? others : people;
      const own = rows.get(account.called) ?? [];
      own.push([dataset, record, texts.get(account.text) ?? 0, account.last, '']);
      rows.set(account.called, own);
    }
    const packed = (rows: typeof people): UnjudgedFile['rows'] =>
      [...rows].map(([name, own]) => [name, ...own] as const);
    return { texts: [...texts.keys()], rows: packed(people), others: packed(others) };
  }

  /** Accounts of people that no subject has which is a person. */
  *#unowned(): Generator<{ dataset: number; record: number; account: Account }> {
    for (const [dataset, list] of this.#lists)
      if (this.#datasets[dataset]?.population === 'people')
        for (const [record, account] of list) if (!account.isOwned) yield { dataset, record, account };
  }

  /** The one that `ana@acme.example (slack)` names, else the one whose lists alone a control reads; null where there are more. */
  #connectionOf(subject: string, datasets: readonly number[]): string | null {
    const named = / \(([^()]*)\)$/.exec(subject)?.[1];
    if (named && this.#datasets.some(({ connection }) => connection === named)) return named;
    const read = new Set(datasets.map((at) => this.#datasets[at]?.connection ?? ''));
    const [only] = read;
    return read.size === 1 && only ? only : null;
  }
}

/** A control that was not judged then says nothing of how anything stood at the end. */
function lastNight(states: ControlHistory['states']): number {
  return states.findLastIndex((state) => state !== 'none');
}

function letterOf({ verdict, waiver }: FindingInterval): Letter {
  if (verdict === 'pass') return 'P';
  return verdict === 'unknown' ? 'U' : waiver ? 'W' : 'F';
}
