import type { FleetVerifyReport, VerifyRemark } from '../../index.ts';
import type { Terminal } from '../terminal.ts';
import { inert, plural, wrap } from '../text.ts';
import { keyAdvice } from '../verifying/key-advice.ts';

/** What verifying a fleet found, for a person. */
export function fleetVerifyText(report: FleetVerifyReport, locker: string, shown: Terminal): string {
  const { fleet, ok, organizations, problems } = report;
  const broken = organizations.filter((one) => !one.ok);
  const skipped = organizations.filter((one) => one.skipped !== null);
  const believed = organizations.filter(({ trust }) => trust === 'locker').map(({ id }) => id);
  const files = organizations.reduce((sum, { checked }) => sum + (checked?.files ?? 0), fleet.checked.files);
  const runs = organizations.reduce((sum, { checked }) => sum + (checked?.runs ?? 0), fleet.checked.runs);
  return [
    ok
      ? shown.paint('green', wrap(wholeText(skipped.length), shown.columns, '  '))
      : shown.paint(
          'red',
          `✘ ${problemsOf(report)} ${broken.length === 0 ? 'of the fleet itself' : `in ${plural(broken.length, 'organization')}`}.`,
        ),
    ...[...fleet.problems, ...problems].map((one) => remark('the fleet', one, shown)),
    ...broken.flatMap(({ id, problems: found }) => found.map((one) => remark(id, one, shown))),
    ...keyAdvice([...fleet.problems, ...broken.flatMap((one) => one.problems)], shown),
    ...broken.flatMap((one) => notAgain(one, shown)),
    ...skipped.map(({ id, skipped: why }) =>
      shown.paint('dim', wrap(`– ${id}: ${why}`, shown.columns, '  ')),
    ),
    ...(believed.length === 0
      ? []
      : [
          wrap(
            `Checked without a trusted key, only with the keys in the locker and the fleet’s seals: ${believed.join(', ')}. Whoever can write there could have sealed again since the fleet’s last night.`,
            shown.columns,
            '  ',
          ),
        ]),
    `${plural(organizations.length - skipped.length, 'organization')} and ${locker}: ${plural(runs, 'run')}, ${plural(files, 'file')}`,
    fleet.head
      ? `Newest seal of the fleet: number ${fleet.head.sequence}\n  ${fleet.head.sha256}`
      : 'The fleet has no seal.',
  ].join('\n');
}

/** Of those that were skipped nothing was looked at. */
function wholeText(skipped: number): string {
  const but =
    skipped === 0 ? '' : `, except the ${skipped} below that ${skipped === 1 ? 'was' : 'were'} not checked`;
  return `✔ Every file is as it was sealed, every chain is the one that the fleet sealed, and no organization is missing${but}.`;
}

function notAgain(
  { id, notRejudged = [] }: FleetVerifyReport['organizations'][number],
  shown: Terminal,
): readonly string[] {
  return [...Map.groupBy(notRejudged, ({ why }) => why)].map(([why, nights]) =>
    wrap(`? ${id}: ${plural(nights.length, 'night')} not judged again. ${inert(why)}`, shown.columns, '  '),
  );
}

function problemsOf({ fleet, organizations, problems }: FleetVerifyReport): string {
  const all = organizations.reduce((sum, one) => sum + one.problems.length, 0);
  return plural(all + fleet.problems.length + problems.length, 'problem');
}

function remark(of: string, { kind, path, message }: VerifyRemark, shown: Terminal): string {
  const text = [inert(path), inert(message)].filter((part) => part !== '').join('  ');
  return wrap(`${shown.paint('red', `✘ ${kind}`)}  ${of}  ${text}`, shown.columns, '    ');
}
