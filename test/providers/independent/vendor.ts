/** One answer of a vendor; a text goes out as it is, anything else as JSON. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What is wrong with a vendor's answers at the moment, besides what its company holds. */
export interface Twist {
  /** Answers of these paths, with their queries, are refused, so often; default: always. */
  readonly refuse?: {
    readonly path: RegExp;
    readonly as: Answer | ((now: Date) => Answer);
    readonly times?: number;
  };
  /** The first page of every list has nobody on it, though more follow. */
  readonly emptyFirst?: true;
  /** Where links to a next page point, in place of the vendor itself. */
  readonly linksTo?: string;
  /** How many more the vendor says that there are than it lists. */
  readonly totalOff?: number;
}

/** A request, with all that an answer may depend on. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  header(name: string): string;
  readonly body: string;
  /** The vendor's own address, for links. */
  readonly origin: string;
  readonly now: Date;
  readonly twist: Twist;
}

export type Json = Readonly<Record<string, unknown>>;

/** What a vendor holds of a company: its people and whatever else it has, as it would answer with it. */
export interface Company extends Json {
  readonly people: readonly Json[];
}

export type Verdict = 'pass' | 'fail' | 'unknown';

/** What a company must be wrong in, and what has to come of it. */
export interface Trap {
  /** Values by dotted path into the company; `gone`: the field is not there. */
  readonly change: Json;
  /** By control, without the provider's name. A control that is not named still passes. */
  readonly gives: Readonly<Record<string, Verdict>>;
}

/** In place of a value: the field does not come. */
export const gone = Symbol('gone');

/** Where to refuse what is asked, and what follows. */
export interface Refused {
  readonly path: RegExp;
  /** The controls that then cannot pass. */
  readonly bars: readonly string[];
  /** The same grant as another of them needs, so that the doctor, who asks the smallest questions, leaves it out. */
  readonly sameGrant?: true;
  /** What not every organization has: where it is not there (404), nothing is on it. */
  readonly mayBeNowhere?: true;
}

/** A vendor's API as the vendor documents it, written without knowledge of what asks it. */
export interface Vendor {
  readonly provider: string;
  /** The provider's own keys of a connection. */
  readonly keys: Json;
  readonly credential: string;
  /** Its controls, without the provider's name. */
  readonly controls: readonly string[];
  /** Those of them that rest on the list of people. */
  readonly ofPeople: readonly string[];
  /** With nothing wrong. */
  company(): Company;
  /** Somebody more, who has a second factor; `at` counts from zero and is different for everybody. */
  person(at: number): Json;
  /** Of a person who has one: what it takes that there is none. */
  readonly without: Json;
  /** The most that one page of people holds, where pages are numbered; null: the vendor gives links or tokens. */
  readonly numbered: number | null;
  /** Whether a page gives the next one's whole address, and nothing else that leads there. */
  readonly links: 'only' | 'also' | 'none';
  /** Null: there is nothing at this address. */
  answer(asked: Asked, company: Company): Answer | null;
  /** Null: this request may not be answered, for want of a right key. */
  admits(asked: Asked): boolean;
  /** In the vendor's own shape. `limited` asks to wait so many seconds, where the vendor says how long. */
  readonly refusals: {
    readonly unauthenticated: Answer;
    readonly denied: Answer;
    readonly missing: Answer;
    limited(now: Date, seconds: number): Answer;
  };
  /** Whether `limited` says how long. */
  readonly saysHowLong: boolean;
  /** The addresses of which each is refused in turn, by what is there. */
  readonly endpoints: Readonly<Record<string, Refused>>;
  /** Whether a total comes with the list of people, or by itself. */
  readonly tellsTotal: boolean;
  readonly traps: Readonly<Record<string, Trap>>;
}

/** Of a request that signs in with a client's id and secret. */
export function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

/** An answer with status 200. */
export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { body, headers };
}

/** The whole second in which this one is over, as seconds since 1970. */
export function epoch(now: Date, seconds: number): string {
  return String(Math.floor(now.getTime() / 1000) + seconds);
}
