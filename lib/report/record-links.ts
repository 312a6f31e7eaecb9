import { plainName } from './person-name.ts';

/** Which subjects a record is about, told by the texts in it; a subject's page shows the records so found. */
export class RecordLinks {
  readonly #places = new Map<string, number[]>();
  readonly #ids = new Map<string, readonly number[]>();
  readonly #links = new Map<number, number[]>();
  readonly #waiting: { readonly id: string; readonly dataset: number; readonly record: number }[] = [];

  /** Names a subject before any record is read. `ana@acme.example (slack)` is found by its address as well. */
  name(subject: string, place: number): void {
    for (const name of new Set([subject.toLowerCase(), plainName(subject)])) {
      const places = this.#places.get(name);
      if (places) places.push(place);
      else this.#places.set(name, [place]);
    }
  }

  add(dataset: number, record: number, line: string): void {
    const fields = fieldsOf(line);
    const about = new Set(textsOf(fields).flatMap((text) => this.#places.get(text.toLowerCase()) ?? []));
    for (const place of about) this.#link(place, dataset, record);
    if (about.size > 0 && typeof fields.id === 'string') this.#ids.set(fields.id, [...about]);
    for (const [field, value] of Object.entries(fields))
      if (field.endsWith('Id') && typeof value === 'string')
        this.#waiting.push({ id: value, dataset, record });
  }

  /** Joins records that name another record's id, such as who has access to a vault. Call once, after the last. */
  join(): void {
    for (const { id, dataset, record } of this.#waiting)
      for (const place of this.#ids.get(id) ?? []) this.#link(place, dataset, record);
    this.#waiting.length = 0;
  }

  /** Dataset, record, dataset, record, … */
  of(place: number): readonly number[] {
    return this.#links.get(place) ?? [];
  }

  #link(place: number, dataset: number, record: number): void {
    const links = this.#links.get(place);
    if (!links) this.#links.set(place, [dataset, record]);
    else if (mayHold(links, dataset, record)) links.push(dataset, record);
  }
}

/** A subject that more records of a dataset name than this, such as a whole domain, is not shown them all. */
const linksPerDataset = 100;
/** A record that lists more than this, such as a group of everybody, is not shown with each of them. */
const textsPerRecord = 50;

/** Whether a record is not there yet, and not too many of its dataset are. */
function mayHold(links: readonly number[], dataset: number, record: number): boolean {
  let of = 0;
  for (let at = links.length - 2; at >= 0; at -= 2) {
    if (links[at] !== dataset) continue;
    if (links[at + 1] === record) return false;
    of++;
  }
  return of < linksPerDataset;
}

function fieldsOf(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The texts at the top of a record, and in its lists of texts or of people. */
function textsOf(fields: Record<string, unknown>): string[] {
  const found: string[] = [];
  for (const value of Object.values(fields)) {
    if (typeof value === 'string') found.push(value);
    if (Array.isArray(value) && value.length <= textsPerRecord)
      for (const one of value) {
        if (typeof one === 'string') found.push(one);
        else if (typeof one?.email === 'string') found.push(one.email);
      }
  }
  return found;
}
