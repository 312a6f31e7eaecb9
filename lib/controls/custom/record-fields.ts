/** The evidence holds no value for a field that an expression reads. */
export class UnknownField extends Error {
  override readonly name = 'UnknownField';
}

/** An expression went over more of a record's lists than it may. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch';
}

/** What one evaluation has read so far. */
export interface Reading {
  /** Elements of the record's lists that were looked at, each time they were. */
  visits: number;
  /** Fields that were read, by name, as they stand in the record. */
  readonly seen: Map<string, unknown>;
}

/** Some passes over a list of many thousands, or one list held against another of some hundreds. */
const maxVisits = 200_000;

/**
 * A record, or a map within one, as expressions see it. A field that is missing or null has no value at all: asking
 * for it throws, whatever the question. A map, because the expression library asks maps, and only maps, by a method;
 * what is inherited or would tell which fields there are is out of reach.
 */
export class Fields extends Map<string, unknown> {
  readonly #raw: object;
  readonly #reading: Reading;
  readonly #path: string;

  constructor(raw: object, reading: Reading, path = '') {
    super();
    this.#raw = raw;
    this.#reading = reading;
    this.#path = path;
  }

  override get(name: unknown): unknown {
    const path = this.#path === '' ? String(name) : `${this.#path}.${String(name)}`;
    const value = this.#own(name);
    if (value === null || value === undefined)
      throw new UnknownField(`The evidence holds no value for ${path}.`);
    const known = asKnown(value, this.#reading, path);
    this.#reading.seen.set(path, value);
    return known;
  }

  #own(name: unknown): unknown {
    if (typeof name !== 'string' || !Object.hasOwn(this.#raw, name)) return undefined;
    return (this.#raw as Record<string, unknown>)[name];
  }

  /** Which fields there are must not decide anything: one that is missing would then count as a no. */
  override keys(): never {
    throw new UnknownField(
      `${this.#path || 'record'} is not a list; an expression cannot go over its fields.`,
    );
  }
}

/** JSON's whole numbers become integers, so that they can be counted with; all else keeps its kind. */
function asKnown(value: unknown, reading: Reading, path: string): unknown {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? listOf(value, reading, path) : new Fields(value, reading, path);
}

/** A list whose elements are counted as they are looked at. With one that has no value, the list is not known. */
function listOf(list: readonly unknown[], reading: Reading, path: string): unknown {
  const elements = list.map((element, at) => {
    const place = `${path}[${at}]`;
    if (element === null) throw new UnknownField(`The evidence holds no value for ${place}.`);
    return asKnown(element, reading, place);
  });
  return new Proxy(elements, {
    get(target, key) {
      if (++reading.visits > maxVisits)
        throw new TooMuch('This record has longer lists than an expression may go over.');
      return Reflect.get(target, key);
    },
  });
}
