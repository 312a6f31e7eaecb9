import type { Account } from './account.ts';
import type { Entry, Service } from './service.ts';

/**
 * What is lost without a word, and what is asked of a derivation then. An entry that is lost so is in no answer of the log, on no
 * night. What tells of it is another answer: the list of users, or what the log says of memberships.
 *
 * - Until a list of users has been read that is younger, nothing can tell, and the person is passed over, like one of whom an
 *   entry is late.
 * - Where that list has the account as the last list before had it, the entries undid each other. Then there is one more trace:
 *   the memberships that were taken from the person at one moment, if the log tells more than one of them.
 * - Where it does not, all answers are what they would be if nothing had happened, or one membership had been taken by hand
 *   (`twins.test.ts`): no derivation can tell the two apart, and the person is passed over until an export is begun afterwards.
 *
 * All other losses must be noticed.
 */
export class Losses {
  /** Lost entries about a person since the last list of users. */
  #unseen = new Map<string, readonly Entry[]>();
  /** By person: when the last entry was lost that left no trace. Seconds since 1970. */
  readonly #traceless = new Map<string, number>();
  #standing: ReadonlyMap<string, string>;
  #lookedAt = 0;

  /** @param account as it is when it is first looked at */
  constructor(account: Account) {
    this.#standing = standingIn(account);
  }

  note(lost: readonly Entry[]): void {
    for (const entry of lost)
      this.#unseen.set(entry.object, [...(this.#unseen.get(entry.object) ?? []), entry]);
  }

  /** A night read the list of users. */
  looked(account: Account, service: Service, now: number): void {
    const standing = standingIn(account);
    for (const [person, lost] of this.#unseen) {
      const isSame = standing.get(person) === this.#standing.get(person);
      const last = Math.max(...lost.map(({ at }) => at));
      if (isSame && !isTraced(person, lost, service.entriesSince(this.#lookedAt)))
        this.#traceless.set(person, last);
    }
    this.#unseen = new Map();
    this.#standing = standing;
    this.#lookedAt = now;
  }

  /** Whoever makes an export sees what came back. */
  exported(begun: number): void {
    for (const [person, at] of this.#traceless) if (at < begun) this.#traceless.delete(person);
  }

  /** Those of whom no answer can tell. */
  get passedOver(): ReadonlySet<string> {
    return new Set([...this.#unseen.keys(), ...this.#traceless.keys()]);
  }
}

function standingIn({ users }: Account): ReadonlyMap<string, string> {
  return new Map([...users].map(([id, { state }]) => [id, state] as const));
}

/** Whether an entry that was not lost shows that something happened to an account. */
function isTraced(person: string, lost: readonly Entry[], told: readonly Entry[]): boolean {
  if (told.some(({ object, type }) => type === 'user' && object === person)) return true;
  return lost.some((entry) => told.filter(({ aux, at }) => aux === person && at === entry.at).length > 1);
}
