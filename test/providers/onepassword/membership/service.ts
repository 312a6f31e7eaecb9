import type { Account } from './account.ts';
import type { Logged } from './deeds.ts';
import type { Random } from './random.ts';

export interface Entry extends Logged {
  readonly uuid: string;
  /** Seconds since 1970. */
  readonly at: number;
}

/** The providers' side: a log that gives its entries late, out of order and twice, and lets go of places in it. */
export class Service {
  /** In the order in which they became readable. */
  readonly #feed: Entry[] = [];
  #waiting: { readonly entry: Entry; readonly from: number }[] = [];
  #generation = 0;
  #count = 0;
  #isFollowed = false;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  add(logged: Logged, at: number, night: number): void {
    const late = this.#random.chance(0.1) ? 1 + this.#random.below(3) : 0;
    this.#waiting.push({ entry: { ...logged, at, uuid: `e${this.#count++}` }, from: night + late });
  }

  /** What becomes readable until a night, in any order. */
  deliver(night: number): void {
    const ready = this.#waiting.filter(({ from }) => from <= night).map(({ entry }) => entry);
    this.#waiting = this.#waiting.filter(({ from }) => from > night);
    while (ready.length > 0) this.#feed.push(...ready.splice(this.#random.below(ready.length), 1));
  }

  /** What happened and cannot be read yet. */
  get pending(): readonly Entry[] {
    return this.#waiting.map(({ entry }) => entry);
  }

  /** Lets go of every cursor, and of what was not read by then. Whoever holds none yet could be told of nothing: then not. */
  forget(): boolean {
    if (!this.#isFollowed) return false;
    this.#generation += 1;
    this.#waiting = [];
    return true;
  }

  /** Throws away entries that nobody has read, and gives them: no answer holds them, ever. */
  lose(is: (entry: Entry) => boolean): readonly Entry[] {
    const lost = this.pending.filter(is);
    this.#waiting = this.#waiting.filter(({ entry }) => !is(entry));
    return lost;
  }

  /** All that happened from a moment on and was not lost. */
  entriesSince(from: number): readonly Entry[] {
    return [...this.#feed, ...this.pending].filter(({ at }) => at >= from);
  }

  /** A page of the audit feed, or null where the cursor is refused. */
  page(body: { cursor?: string; start_time?: string }): object | null {
    const [generation, from, start] = body.cursor
      ? body.cursor.split('/').map(Number)
      : [this.#generation, 0, Date.parse(body.start_time ?? '') / 1000];
    if (generation !== this.#generation || from === undefined || start === undefined) return null;
    this.#isFollowed = true;
    const found = this.#feed.slice(from).filter(({ at }) => at >= start);
    const twice = found.flatMap((entry) => (this.#random.chance(0.05) ? [entry, entry] : [entry]));
    return {
      cursor: `${generation}/${this.#feed.length}/${body.cursor ? start : start}`,
      has_more: false,
      items: twice.map(itemOf),
    };
  }
}

function itemOf({ action, actorType = 'user', at, aux, object, type, uuid }: Entry): object {
  return {
    uuid,
    timestamp: new Date(at * 1000).toISOString(),
    actor_uuid: 'admin',
    actor_details: { uuid: 'admin', email: 'admin@acme.example' },
    actor_type: actorType,
    action,
    object_type: type,
    object_uuid: object,
    ...(aux === undefined ? {} : { aux_uuid: aux }),
  };
}

export function usersPage({ users }: Account): object {
  return {
    results: [...users].map(([id, { created, email, state }]) => ({
      id,
      email,
      state,
      create_time: new Date(created * 1000).toISOString(),
    })),
  };
}
