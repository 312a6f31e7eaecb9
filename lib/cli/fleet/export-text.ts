import type { FleetExportReport } from '../../index.ts';
import type { Terminal } from '../terminal.ts';
import { inert, plural, wrap } from '../text.ts';

/** What was handed over, for a person. */
export function fleetExportText(report: FleetExportReport, shown: Terminal): string {
  const { bytes, files, folder, head, locker, ok, organization, problems } = report;
  const size = `${plural(files, 'file')}, ${(bytes / 1e6).toFixed(1)} MB`;
  const line = (text: string) => wrap(text, shown.columns, '  ');
  return [
    ok
      ? shown.paint(
          'green',
          line(`✔ ${organization} is in ${folder}: ${size}, and all of it is as it was sealed.`),
        )
      : shown.paint(
          'red',
          line(`✘ ${organization} is in ${folder}: ${size}. ${plural(problems.length, 'problem')}:`),
        ),
    ...problems.map(({ kind, message, path }) => line(`✘ ${kind}  ${inert(path)}  ${inert(message)}`)),
    head ? `Newest seal: number ${head.sequence}\n  ${head.sha256}` : 'There is no seal.',
    line(`Whoever gets it: \`exhibit verify ${locker}\``),
    line('Then list it under former: in fleet.yaml, with the day and the reason.'),
  ].join('\n');
}
