import type { DriftEvent } from '../../drift/event.ts';
import type { FleetChange } from '../../fleet/changes.ts';
import type { FleetDriftReport } from '../../index.ts';
import { driftLine } from '../run-summary.ts';
import type { Terminal } from '../terminal.ts';
import { inert, plural, wrap } from '../text.ts';

/** What is published, with events of the closed list. */
export interface FleetDrift extends Omit<FleetDriftReport, 'organizations'> {
  readonly changes: readonly FleetChange[];
  readonly organizations: readonly (Omit<FleetDriftReport['organizations'][number], 'events'> & {
    readonly events: readonly DriftEvent[];
  })[];
}

/** What changed, organization by organization; those in which nothing did are counted. */
export function fleetDriftText({ changes, organizations }: FleetDrift, shown: Terminal): string {
  const shownOnes = organizations.filter(({ events, problem }) => events.length > 0 || problem !== null);
  const quiet = organizations.length - shownOnes.length;
  return [
    ...changes.map(({ message, type }) =>
      wrap(
        `${shown.paint(type === 'unlisted' ? 'red' : 'cyan', '▲')} ${inert(message)}`,
        shown.columns,
        '    ',
      ),
    ),
    ...shownOnes.flatMap(({ events, id, problem, run, since }) => [
      `${shown.paint('bold', id)}  ${run === null ? '' : `${since ? `from ${since} ` : ''}to ${run}`}`.trimEnd(),
      ...(problem === null
        ? []
        : [shown.paint('yellow', wrap(`? ${inert(problem)}`, shown.columns, '    '))]),
      ...events.map((event) => driftLine(event, shown)),
    ]),
    ...quietText(quiet, quiet === organizations.length && changes.length === 0, shown),
  ].join('\n');
}

/** Of those in which nothing changed. */
function quietText(count: number, all: boolean, shown: Terminal): string[] {
  if (all) return ['Nothing changed.'];
  return count === 0 ? [] : [shown.paint('dim', `Nothing changed in ${plural(count, 'organization')}.`)];
}
