import { isObjection } from '../../drift/event.ts';
import type { DriftReport } from '../../index.ts';
import { driftBetween } from '../../runs/drift-between.ts';
import type { DriftOptions } from '../definitions/nights.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { driftLine } from '../run-summary.ts';
import { terminal } from '../terminal.ts';

/** `exhibit drift`: what changed between two sealed nights; by default, in the last one. */
export async function driftCommand(options: DriftOptions): Promise<ExitCode> {
  const shown = terminal(options);
  const configuration = await openConfiguration(options);
  const found = await withExistingLocker(configuration.locker, (locker) =>
    driftBetween(locker, options.from ?? null, options.to ?? null),
  );
  if ('missing' in found) throw new CommandError(found.missing);
  const { from, to, events } = found;
  if (options.json) {
    const report = { schema: 'exhibit/drift/v1', run: to, since: from, events } satisfies DriftReport;
    shown.out(JSON.stringify(report));
  } else {
    shown.out(`${shown.paint('bold', 'Drift')}  ${from ? `from ${from} ` : ''}to ${to}`);
    shown.out(
      events.length > 0 ? events.map((event) => driftLine(event, shown)).join('\n') : 'Nothing changed.',
    );
  }
  return events.some(isObjection) ? 1 : 0;
}
