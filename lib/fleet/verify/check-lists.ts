import { runFolder } from '../../locker/keys.ts';
import { problem, type VerifyProblem } from '../../seal/verify/result.ts';
import { type FleetNight, fleetStatus, listName, type OrganizationLine } from '../night/night.ts';

/**
 * Holds the sealed lists of a fleet against one another, and the last against the file: whoever is in one is in the next, and
 * no chain is shorter than it was.
 * @param lists those that are what was sealed, oldest first
 * @param named ids in the file, former ones included
 */
export function checkLists(lists: readonly FleetNight[], named: ReadonlySet<string>): VerifyProblem[] {
  const last = lists.at(-1);
  return [
    ...lists.flatMap(checkStatus),
    ...lists.flatMap((list, at) => {
      const before = lists[at - 1];
      return before ? checkNext(before, list) : [];
    }),
    ...(last?.organizations ?? []).filter(({ id }) => !named.has(id)).map(notInFile),
  ];
}

/** Its status follows from its lines. */
function checkStatus(list: FleetNight): VerifyProblem[] {
  const is = fleetStatus(list.organizations);
  if (is === list.status) return [];
  return [
    problem('modified', pathOf(list), `It calls the night ${list.status}, and by its lines it is ${is}.`),
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
    `${id} is in the fleet's last list${sealed}, and fleet.yaml does not name it. If it was let go, say so under former:.`,
  );
}

/** Where the list of a night lies in the fleet's locker. */
export function pathOf({ run }: Pick<FleetNight, 'run'>): string {
  return `${runFolder(run)}/${listName}`;
}
