import type { ControlHistory, DatasetHistory, FindingSpan, SubjectHistory } from './model.ts';
import type { PackedAccount, SubjectFile } from './page-data.ts';

interface Account {
  readonly words: string;
  readonly last: number;
}

type Letter = 'P' | 'W' | 'U' | 'F';
const ranks = 'PWUF';

/** Which records are accounts, and how each subject stood at the end by the controls that look at one connection alone. */
export class Accounts {
  readonly #lists = new Map<number, Map<number, Account>>();
  readonly #ends = new Map<number, Map<string, Letter>>();
  readonly #datasets: readonly DatasetHistory[];

  constructor(datasets: readonly DatasetHistory[]) {
    this.#datasets = datasets;
  }

  /** Takes a list's records; null of what is no list of accounts. */
  of(dataset: number): ((record: number, words: string, last: number) => void) | null {
    const { moves } = this.#datasets[dataset] ?? {};
    if (!moves) return null;
    const list = new Map<number, Account>();
    this.#lists.set(dataset, list);
    return (record, words, last) => list.set(record, { words, last });
  }

  judged(place: number, { datasets, states }: ControlHistory, { spans, subject }: SubjectHistory): void {
    const last = spans.at(-1);
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
    subjects: readonly { readonly place: number; readonly links: readonly number[] }[],
  ): Pick<SubjectFile, 'accounts' | 'texts'> {
    const texts = new Map<string, number>();
    const accounts = subjects.map(({ links, place }) => {
      const found: PackedAccount[] = [];
      for (let at = 0; at < links.length; at += 2) {
        const [dataset = 0, record = 0] = links.slice(at, at + 2);
        const account = this.#lists.get(dataset)?.get(record);
        if (!account) continue;
        if (!texts.has(account.words)) texts.set(account.words, texts.size);
        const letter = this.#ends.get(place)?.get(this.#datasets[dataset]?.connection ?? '') ?? '';
        found.push([dataset, record, texts.get(account.words) ?? 0, account.last, letter]);
      }
      return found;
    });
    return { accounts, texts: [...texts.keys()] };
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

function letterOf({ verdict, waiver }: FindingSpan): Letter {
  if (verdict === 'pass') return 'P';
  return verdict === 'unknown' ? 'U' : waiver ? 'W' : 'F';
}
