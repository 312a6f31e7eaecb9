import type { Holding, Holdings } from './holdings.ts';

/** One that the two periods do not have alike. */
export interface Difference {
  readonly name: string;
  readonly was: string | null;
  readonly is: string | null;
  readonly kind: 'new' | 'gone' | 'another' | 'untold';
  /** What was not read in the period that does not show it; empty unless that leaves open whether it was there. */
  readonly unread: readonly string[];
}

type Part = 'people' | 'accounts' | 'vaultMembers' | 'services';

/** What is new, gone or another, by name, then what cannot be told; and how many are the same. Null where a page does not tell. */
export function differences(
  earlier: Holdings,
  later: Holdings,
  part: Part,
): { differ: readonly Difference[]; same: number } | null {
  const [was, is] = [earlier[part], later[part]];
  if (!was || !is) return null;
  const names = [...new Set([...was.keys(), ...is.keys()])].sort();
  const all = names.map((name) => difference(name, was.get(name), is.get(name), earlier, later));
  const differ = all.filter((one) => one !== null);
  const isUnread = ({ kind }: Difference): boolean => kind === 'untold';
  return {
    differ: [...differ.filter((one) => !isUnread(one)), ...differ.filter(isUnread)],
    same: all.length - differ.length,
  };
}

function difference(
  name: string,
  was: Holding | undefined,
  is: Holding | undefined,
  earlier: Holdings,
  later: Holdings,
): Difference | null {
  const text = { name, was: was?.text ?? null, is: is?.text ?? null };
  if (was && is) return was.text === is.text ? null : { ...text, kind: 'another', unread: [] };
  const [shown, other] = was ? [was, later] : [is, earlier];
  const unread = (shown?.by ?? []).filter((by) => !other.tells(by));
  return { ...text, kind: unread.length > 0 ? 'untold' : was ? 'gone' : 'new', unread };
}
