import { type Address, contains, dotted, type Network } from '../../../../evidence/mail/spf/address.ts';
import { expand, type MacroLetter, type MacroString } from '../../../../evidence/mail/spf/macro-string.ts';
import { spfRecordOf } from '../../../../evidence/mail/spf/record.ts';
import type { Zone } from '../../../../evidence/mail/zone.ts';
import { type Match, stopped } from './outcome.ts';
import { validatedName } from './reverse-names.ts';

/** Who says to send. */
export interface Sender {
  /** Before the @. */
  readonly local: string;
  /** Behind it. */
  readonly domain: string;
  readonly helo: string;
}

type ReadRecord = ReturnType<typeof spfRecordOf>;

/** Records that were read before, by their text. */
export type RecordMemory = Map<string, ReadRecord>;

export interface Given {
  readonly zone: Zone;
  readonly from: Address;
  readonly sender: Sender | null;
  /** The domain that was asked first. */
  readonly origin: string;
  readonly memory: RecordMemory;
  readonly onNetwork: ((network: Network) => void) | undefined;
}

/** How many terms that ask the DNS a mail server follows, and how many that find nothing (RFC 7208, 4.6.4). */
export const mostLookups = 10;
const mostVoid = 2;

/** One call of `check_host()`: what was given, and how much was asked. */
export class Evaluation {
  readonly zone: Zone;
  readonly from: Address;
  readonly #given: Given;
  #lookups = 0;
  #void = 0;

  constructor(given: Given) {
    this.zone = given.zone;
    this.from = given.from;
    this.#given = given;
  }

  /** Counts a term that asks the DNS; tells when it is one too many. */
  spend(domain: string): Match | null {
    this.#lookups++;
    if (this.#lookups <= mostLookups) return null;
    return stopped(domain, 'permerror', `it takes more than ${mostLookups} lookups`);
  }

  /** Counts a term for which there is nothing. */
  voidLookup(domain: string): Match | null {
    this.#void++;
    if (this.#void <= mostVoid) return null;
    return stopped(domain, 'permerror', `more than ${mostVoid} of its lookups find nothing`);
  }

  isIn(network: Network): boolean {
    if (network.family === this.from.family) this.#given.onNetwork?.(network);
    return contains(network, this.from);
  }

  /** Null where it depends on the sender. */
  nameOf(target: MacroString, domain: string): string | null {
    return expand(target, (letter) => this.#valueOf(letter, domain));
  }

  recordOf(text: string): ReadRecord {
    const { memory } = this.#given;
    const record = memory.get(text) ?? spfRecordOf(text);
    memory.set(text, record);
    return record;
  }

  #valueOf(letter: MacroLetter, domain: string): string | null {
    const { from, origin, sender } = this.#given;
    if (letter === 'd') return domain;
    if (letter === 'o') return sender?.domain ?? origin;
    if (sender === null) return null;
    const { domain: at, helo, local } = sender;
    if (letter === 'p') return validatedName(this, domain);
    const values = { s: `${local}@${at}`, l: local, i: dotted(from), h: helo };
    return letter === 'v' ? (from.family === 4 ? 'in-addr' : 'ip6') : values[letter];
  }
}

/** A term of a domain's record, and the name that it asks the DNS for. */
export interface Asked {
  readonly run: Evaluation;
  readonly domain: string;
  readonly name: string;
  readonly text: string;
}
