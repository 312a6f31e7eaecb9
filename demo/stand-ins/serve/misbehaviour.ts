/** Which requests get the wrong answer, and how often. */
interface Where {
  /** The whole path, or a pattern that is tried on it. */
  readonly path: string | RegExp;
  /** A pattern that is tried on the query, with its question mark. Default: any query, and none. */
  readonly query?: RegExp;
  /** Only this page of a list; the first is 1. Answers that are no list count as page 1. */
  readonly onPage?: number;
  /** How often; default: until told to behave. */
  readonly times?: number;
}

interface Refusal {
  /** An error with the provider's own body. */
  readonly do: 401 | 403 | 404 | 429 | 500 | 503;
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfter?: number;
}

interface Misdeed {
  /**
   * - `close`: the connection ends before any header
   * - `cut`: it ends in the middle of the body
   * - `stall`: no answer, and the connection stays open
   * - `not-json`: a page of HTML with status 200
   * - `wrong-shape`: JSON whose lists are no lists
   * - `empty-object`: `{}` with status 200
   * - `repeat-token`: the next token is the one that this page was asked with
   * - `no-records`: a list with nobody on it, and no next page; answers that are no list stay as they are
   * - `empty-page-with-token`: no records, and a token that leads to the ones left out
   * - `duplicate-across-pages`: a page after the first begins with the previous page's last record
   * - `expire-token`: 401, and the token is never accepted again
   * - `endless`: the same page again and again, each time with a token that was never given
   * - `large-body`: the right answer, and forty million blanks behind it
   * - `echo-everywhere`: the right answer, with the received credential at the end of every text in it, in ever other escapes
   * - `strange-words`: the right answer, with a word that nobody knows in place of every word in capitals or small letters
   * - `echo-secret`: 403, with the received `Authorization` header (else the body) in the message
   */
  readonly do:
    | 'close'
    | 'cut'
    | 'stall'
    | 'not-json'
    | 'wrong-shape'
    | 'empty-object'
    | 'repeat-token'
    | 'no-records'
    | 'empty-page-with-token'
    | 'duplicate-across-pages'
    | 'expire-token'
    | 'endless'
    | 'large-body'
    | 'echo-everywhere'
    | 'strange-words'
    | 'echo-secret';
}

interface FieldMisdeed {
  /** Wherever the field occurs in the answer, at any depth: left out, or null. */
  readonly do: 'drop-field' | 'null-field';
  readonly field: string;
}

interface ClockMisdeed {
  /** The answer is right, its `Date` is off. */
  readonly do: 'clock-offset';
  /** Positive: the provider's clock is ahead. */
  readonly milliseconds: number;
}

interface Lure {
  /**
   * - `lure`: the next page is at another server's address, where the provider names it by address or by a token
   * - `redirect`: 302 to the same path there
   */
  readonly do: 'lure' | 'redirect';
  /** The other server's origin, without a trailing slash. */
  readonly to: string;
}

/** One way to answer wrongly. */
export type Deed = Refusal | Misdeed | FieldMisdeed | ClockMisdeed | Lure;

/** One way to answer some requests wrongly, on demand. */
export type Misbehaviour = Where & Deed;

/** The rules in force; keeps count of how often each has been used. */
export interface Rules {
  add(rule: Misbehaviour): void;
  clear(): void;
  /** The rule for this answer, which is thereby used once more. */
  take(path: string, page: number, query: string): Misbehaviour | undefined;
}

export function rulebook(): Rules {
  let rules: { rule: Misbehaviour; left: number }[] = [];
  return {
    add: (rule) => {
      rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
    },
    clear: () => {
      rules = [];
    },
    take: (path, page, query) => {
      const found = rules.find(
        (entry) => entry.left > 0 && applies(entry.rule, path, query) && isOn(entry.rule, page),
      );
      if (found) found.left -= 1;
      return found?.rule;
    },
  };
}

function applies(rule: Misbehaviour, path: string, query: string): boolean {
  const there = typeof rule.path === 'string' ? rule.path === path : new RegExp(rule.path).test(path);
  return there && (rule.query === undefined || new RegExp(rule.query).test(query));
}

function isOn({ onPage }: Misbehaviour, page: number): boolean {
  return onPage === undefined || onPage === page;
}
