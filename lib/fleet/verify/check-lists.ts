import { runFolder } from '../../locker/keys.ts';
import { problem, type VerifyProblem } from '../../seal/verify/result.ts';
import { type FleetNight, fleetStatus, listName, type OrganizationLine } from '../night/night.ts';

/**
 * Holds the sealed lists of a fleet against one another, and the last against the file: whoever is in one is in the next, and
 * no chain is shorter than it was. Lists are taken one after the other, oldest first, and only the one before is kept.
 */
export class ListChecks {
  readonly #problems: VerifyProblem[] = [];
  #last: FleetNight | null = null;

  /** @param list one that is what was sealed */
  take(list: FleetNight): void {
    this.#problems.push(...checkStatus(list), ...(this.#last ? checkNext(this.#last, list) : []));
    this.#last = list;
  }

  /** @param named ids in the file, former ones included */
  problems(named: ReadonlySet<string>): readonly VerifyProblem[] {
    const gone = (this.#last?.organizations ?? []).filter(({ id }) => !named.has(id));
    return [...this.#problems, ...gone.map(notInFile)];
  }
}

/** Its status follows from its lines. */
function checkStatus(list: FleetNight): VerifyProblem[] {
  const is = fleetStatus(list.organizations);
  if (is === list.status) return [];
  return [
    problem('modified', pathOf(list), `It calls the night ${list.status}, and its lines make it ${is}.`),
  ];
}

function checkNext(before: FleetNight, after: FleetNight): VerifyProblem[] {
  const path = pathOf(after);
  const lines = new Map(after.organizations.map((line) => [line.id, line]));
  return before.organizations.flatMap(({ id, head }) => {
    const line = lines.get(id);
    if (!line)
      return [problem('missing', path, `${id} is in the list of ${before.run}, and not in this one.`)];
    if (!head || (line.head !== null && line.head.sequence >= head.sequence)) return [];
    return [
      problem('truncated', path, `The chain of ${id} is shorter in this list than in that of ${before.run}.`),
    ];
  });
}

function notInFile({ id, head }: OrganizationLine): VerifyProblem {
  const sealed = head ? `, sealed up to number ${head.sequence}` : '';
  return problem(
    'missing',
    'fleet.yaml',
    `${id} is in the fleet's last list${sealed}, and fleet.yaml does not name it. If it left the fleet, list it under former:.`,
  );
}

/** Where the list of a night lies in the fleet's locker. */
export function pathOf({ run }: Pick<FleetNight, 'run'>): string {
  return `${runFolder(run)}/${listName}`;
}
