import type { AnyDataset } from '../../evidence/dataset.ts';
import { roleField, statusField } from '../../report/account-text.ts';
import type {
  DatasetHistory,
  DatasetNight,
  ListMoves,
  Move,
  RecordHistory,
  RecordInterval,
} from '../../report/model.ts';

/** So many moves of a list stand on the page; the tables have all. */
const mostListed = 5000;
/** What a person is called, before what a provider's key says. */
const names = ['primaryEmail', 'email', 'login', 'userName', 'user', 'name'];

/** Gathers who came to a list of people, or what to another population, who went, and whose account changed; null for a list of something else. */
export interface Moving {
  add(record: RecordHistory): readonly Move[];
  moves(): ListMoves | null;
  /** Of whom or of what it is a list; where no night has a record, by its declaration. */
  population(): DatasetHistory['population'];
}

/** @param nights what the list was on each night: only a night on which it was whole can show that somebody is gone */
export function moving(dataset: AnyDataset | null, nights: readonly (DatasetNight | null)[]): Moving {
  const whole = nights.map((night) => night?.completeness === 'complete' || night?.completeness === 'empty');
  const [first, last] = [whole.indexOf(true), whole.lastIndexOf(true)];
  const counts = { opening: 0, closing: 0, appeared: 0, gone: 0 };
  const listed: Move[] = [];
  let [isPopulation, seen, total] = [false, false, 0];
  return {
    add(record) {
      seen = true;
      if (!dataset || dataset.continues || !isOne(dataset, record)) return [];
      isPopulation = true;
      if (first < 0) return [];
      const on = (night: number): boolean =>
        record.intervals.some(({ from, to }) => from <= night && night <= to);
      if (on(first)) counts.opening++;
      if (on(last)) counts.closing++;
      const found = movesOf(record, whole, dataset);
      for (const { kind } of found) {
        if (kind === 'appeared' || kind === 'gone') counts[kind]++;
        total++;
      }
      listed.push(...found.slice(0, mostListed - listed.length));
      return found;
    },
    moves: () =>
      isPopulation && first >= 0 ? { first, last, ...counts, listed, more: total - listed.length } : null,
    population() {
      if (!dataset || dataset.continues || !(seen ? isPopulation : mayBeOne(dataset))) return null;
      return dataset.population === undefined ? 'people' : 'things';
    },
  };
}

/** Whether a record is one of whom or of which it matters when it came and went. */
function isOne(dataset: AnyDataset, record: RecordHistory): boolean {
  return dataset.population !== undefined || speaksOfOne(dataset, record);
}

/** Whether a list of which nothing was ever read may be one of accounts. */
function mayBeOne({ compared, people, population }: AnyDataset): boolean {
  return (
    population !== undefined || (compared?.kind !== 'access' && people.some((name) => names.includes(name)))
  );
}

/** Whether a record is one account: it is known by what names a person, and not by who has what. */
function speaksOfOne({ compared, people }: AnyDataset, { key, intervals }: RecordHistory): boolean {
  if (people.length === 0 || compared?.kind === 'access') return false;
  const fields = fieldsOf(intervals[0]?.line);
  const own = people.includes('email') ? [...people, 'id'] : people;
  return own.some(
    (name) => typeof fields[name] === 'string' && fields[name].toLowerCase() === key.toLowerCase(),
  );
}

function movesOf(
  { key, intervals }: RecordHistory,
  whole: readonly boolean[],
  { population }: AnyDataset,
): Move[] {
  const found: Move[] = [];
  const name = nameOf(fieldsOf(intervals.at(-1)?.line), key);
  // Of things, several may have one name.
  const who = population && name !== key ? `${name} (${key})` : name;
  let before: RecordInterval | null = null;
  for (const interval of intervals) {
    const from = before === null ? 0 : before.to + 1;
    const absent = nightWhole(whole, from, interval.from);
    if (absent !== null) {
      if (before !== null) found.push({ who, kind: 'gone', night: absent });
      found.push({ who, kind: 'appeared', night: interval.from });
    }
    if (before !== null) found.push(...changesOf(who, before, interval));
    before = interval;
  }
  const absent = before && nightWhole(whole, before.to + 1, whole.length);
  if (typeof absent === 'number') found.push({ who, kind: 'gone', night: absent });
  return found;
}

/** The first night from one up to another, the last not included, on which the list was whole. */
function nightWhole(whole: readonly boolean[], from: number, to: number): number | null {
  const night = whole.indexOf(true, from);
  return night >= 0 && night < to ? night : null;
}

function changesOf(who: string, before: RecordInterval, interval: RecordInterval): Move[] {
  if (interval.changed !== undefined && !mayMatter(interval.changed)) return [];
  const [was, is] = [fieldsOf(before.line), fieldsOf(interval.line)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((field): Move[] => {
    const kind = statusField.test(field) ? 'standing' : roleField.test(field) ? 'role' : null;
    const [old, now] = [textOf(was[field]), textOf(is[field])];
    return kind === null || old === now
      ? []
      : [{ who, kind, night: interval.from, field, before: old, after: now }];
  });
}

function mayMatter(changed: string): boolean {
  const fields = fieldsOf(`{${changed}}`);
  return Object.keys(fields).some((field) => statusField.test(field) || roleField.test(field));
}

function nameOf(fields: Readonly<Record<string, unknown>>, key: string): string {
  const name = names.map((field) => fields[field]).find((value) => typeof value === 'string' && value !== '');
  return typeof name === 'string' ? name : key;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return 'not known';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fieldsOf(line: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
