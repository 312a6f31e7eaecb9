import { members, organization } from '../../../evidence/datasets/github.ts';
import type { ControlInput } from '../../../judging/control.ts';
import type { ControlTotal, Counted } from '../../../judging/totals/control-total.ts';

/**
 * How many seats of the plan are taken, and how many members are listed. Seats go to others as well, so that more of them say
 * nothing; fewer than there are members cannot be. An organization of a whole enterprise may have no seats of its own.
 */
function seatsTaken({ views }: Pick<ControlInput, 'views'>, connection: string): Counted {
  const of = <Row extends object>(
    found: readonly { document: { connection: string }; records: () => Iterable<Row> }[],
  ) => found.find(({ document }) => document.connection === connection);
  const listed = of(views(members));
  const about = of(views(organization));
  const [record] = about ? about.records() : [];
  const seats = record?.filledSeats ?? null;
  if (!listed || seats === null || seats === 0)
    return { not: `GitHub did not say how many seats of the plan of ${connection} are taken.` };
  let count = 0;
  for (const { type } of listed.records()) if (type !== 'Bot') count += 1;
  return { tallies: [{ stratum: 'seats', counted: seats, listed: count }] };
}

export const githubSeatsTotal: ControlTotal = {
  dataset: organization,
  kind: 'upper-bound',
  what: 'members',
  by: 'The number of seats that are taken',
  of: seatsTaken,
};
