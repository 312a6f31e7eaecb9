import { consumedLicenses, members, organization } from '../../../evidence/datasets/github.ts';
import type { EvidenceDocument } from '../../../evidence/document.ts';
import type { ControlInput } from '../../../judging/control.ts';
import type { ControlTotal, Counted } from '../../../judging/totals/control-total.ts';
import type { Tally } from '../../../judging/totals/reconcile.ts';

type Input = Pick<ControlInput, 'views'>;

/**
 * How many seats of the plan are taken, how many licences of the enterprise, and how many members are listed. Both go to others as
 * well, so that more of them say nothing; fewer than there are members cannot be. An organization of a whole enterprise may
 * have no seats of its own.
 */
function seatsTaken(input: Input, connection: string): Counted {
  const listed = membersListed(input, connection);
  if (listed === null) return { not: `GitHub did not list the members of ${connection}.` };
  const counts: readonly (readonly [stratum: string, counted: number | null])[] = [
    ['seats', one(input.views(organization), connection)?.filledSeats ?? null],
    ['licences of the enterprise', one(input.views(consumedLicenses), connection)?.consumed ?? null],
  ];
  const tallies = counts.flatMap(([stratum, counted]): Tally[] =>
    counted === null || counted === 0 ? [] : [{ stratum, counted, listed }],
  );
  if (tallies.length > 0) return { tallies };
  return { not: `GitHub did not say how many seats or licences of ${connection} are taken.` };
}

/** Bots take none. */
function membersListed({ views }: Input, connection: string): number | null {
  const list = views(members).find(({ document }) => document.connection === connection);
  if (!list) return null;
  let count = 0;
  for (const { type } of list.records()) if (type !== 'Bot') count += 1;
  return count;
}

interface View<Row> {
  readonly document: EvidenceDocument;
  readonly records: () => Iterable<Row>;
}

function one<Row extends object>(views: readonly View<Row>[], connection: string): Row | null {
  const found = views.find(({ document }) => document.connection === connection);
  const [record] = found && found.document.completeness !== 'failed' ? found.records() : [];
  return record ?? null;
}

export const githubSeatsTotal: ControlTotal = {
  dataset: organization,
  alsoIn: [consumedLicenses],
  kind: 'upper-bound',
  what: 'members',
  by: 'The number of seats that are taken',
  of: seatsTaken,
};
