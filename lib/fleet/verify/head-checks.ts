import type { Locker } from '../../locker/locker.ts';
import type { VerifyProblem } from '../../seal/verify/result.ts';
import type { FleetNight, OrganizationLine } from '../night/night.ts';
import { checkHeads, type Listed } from './check-heads.ts';

/** What the lists say of one organization, and what its own locker has against that. */
export interface HeadsFound {
  /** What the newest list that names it says. */
  readonly last: OrganizationLine | null;
  /** Whether any list knows a seal of it. */
  readonly isSealed: boolean;
  readonly problems: readonly VerifyProblem[];
  /** Why its locker could not be held against them, in words; null where it was. */
  readonly unread: string | null;
}

/** Opens an organization's locker to be read; null where nobody knows where it is, or it is not to be looked at. */
export type ReadIn = (
  last: OrganizationLine,
  use: (locker: Pick<Locker, 'read'>) => Promise<void>,
) => Promise<void>;

interface Found {
  last: OrganizationLine;
  isSealed: boolean;
  unread: string | null;
  /** By their place. */
  readonly problems: Map<string, VerifyProblem>;
}

/** Lists that are held at a time: each organization's locker is opened once for so many. */
const together = 32;

/**
 * Holds the chains of organizations against every head of them that the fleet sealed. Lists are taken one after the other, oldest
 * first; of those that were looked at, the last line of each organization is held.
 */
export class HeadChecks {
  readonly #readIn: ReadIn;
  readonly #found = new Map<string, Found>();
  #waiting: FleetNight[] = [];

  constructor(readIn: ReadIn) {
    this.#readIn = readIn;
  }

  /** Ids that any list names. */
  get ids(): Iterable<string> {
    return this.#found.keys();
  }

  async take(list: FleetNight): Promise<void> {
    this.#waiting.push(list);
    for (const line of list.organizations) this.#note(line);
    if (this.#waiting.length >= together) await this.look();
  }

  /** To be called at the end as well. */
  async look(): Promise<void> {
    const lists = this.#waiting;
    this.#waiting = [];
    for (const [id, listed] of listedIn(lists)) await this.#lookAt(id, listed);
  }

  of(id: string): HeadsFound {
    const { last = null, isSealed = false, problems, unread = null } = this.#found.get(id) ?? {};
    return { last, isSealed, problems: [...(problems?.values() ?? [])], unread };
  }

  #note(line: OrganizationLine): void {
    const known = this.#found.get(line.id);
    const isSealed = line.head !== null;
    if (known) Object.assign(known, { last: line, isSealed: known.isSealed || isSealed });
    else this.#found.set(line.id, { last: line, isSealed, unread: null, problems: new Map() });
  }

  async #lookAt(id: string, listed: readonly Listed[]): Promise<void> {
    const found = this.#found.get(id);
    if (!found) return;
    try {
      await this.#readIn(found.last, async (locker) => {
        for (const one of await checkHeads(listed, locker))
          found.problems.set(one.path, found.problems.get(one.path) ?? one);
      });
    } catch (error) {
      found.unread ??= error instanceof Error ? error.message : String(error);
    }
  }
}

/** All that these lists say of each organization, oldest first. */
function listedIn(lists: readonly FleetNight[]): ReadonlyMap<string, readonly Listed[]> {
  const found = new Map<string, Listed[]>();
  for (const { organizations, run } of lists)
    for (const line of organizations) found.set(line.id, [...(found.get(line.id) ?? []), { run, line }]);
  return found;
}
