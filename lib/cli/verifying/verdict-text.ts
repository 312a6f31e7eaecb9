import type { VerifyResult } from '../../seal/verify/result.ts';
import type { Terminal } from '../terminal.ts';
import { inert, plural, wrap } from '../text.ts';
import { keyAdvice } from './key-advice.ts';
import type { MakeAgain, Verified } from './verify-location.ts';

/** What verifying found, for a person. */
export function verdictText(result: Verified, location: string, options: MakeAgain, shown: Terminal): string {
  const { runs, files, bytes } = result.checked;
  const size = `${plural(runs, 'run')}, ${plural(files, 'file')}, ${(bytes / 1e6).toFixed(1)} MB`;
  const head = result.head
    ? `Newest seal: number ${result.head.sequence}\n  ${result.head.sha256}`
    : 'There is no seal.';
  const problems = result.problems.map(({ kind, path, message }) =>
    wrap(`${shown.paint('red', `✘ ${kind}`)}  ${inert(path)}  ${inert(message)}`, shown.columns, '    '),
  );
  const notices = result.notices.map(({ kind, path, message }) =>
    wrap(`${shown.paint('yellow', `! ${kind}`)}  ${inert(path)}  ${inert(message)}`, shown.columns, '    '),
  );
  const verdict =
    result.problems.length > 0
      ? shown.paint('red', `✘ ${plural(result.problems.length, 'problem')}.`)
      : shown.paint('green', wrap(wholeText(result), shown.columns, '  '));
  return [
    verdict,
    ...problems,
    ...keyAdvice(result.problems, shown),
    ...notices,
    `${location}: ${size}`,
    ...packageLines(result, shown),
    ...derivedLines(result, options.rebuild === true, shown),
    ...rejudgedLines(result, shown),
    head,
  ].join('\n');
}

function wholeText({ notices }: VerifyResult): string {
  const replaced = notices.some(({ kind }) => kind === 'replaced' || kind === 'withheld');
  const files = replaced ? 'Every file without pseudonyms' : 'Every file';
  return `✔ ${files} is as it was sealed, and no run between the first and the last is missing.`;
}

/** What page and tables of a package rest on, which no seal speaks for. */
function derivedLines(result: Verified, rebuild: boolean, shown: Terminal): string[] {
  if (!('package' in result)) return [];
  const line = (text: string): string => wrap(text, shown.columns, '  ');
  if (result.notRebuilt) return [shown.paint('red', line(`✘ ${inert(result.notRebuilt)}`))];
  if (!rebuild)
    return [
      line('  Page, tables and OSCAL rest on the signature of the company: --rebuild makes them again.'),
    ];
  if (result.problems.length > 0)
    return [
      line('  Page, tables and OSCAL were made again. With the problems above, nothing is said for them.'),
    ];
  return [shown.paint('green', line('✔ Page, tables and OSCAL follow from the sealed files.'))];
}

function rejudgedLines({ notRejudged, problems, rejudged }: Verified, shown: Terminal): string[] {
  if (rejudged === undefined) return [];
  const line = (text: string): string => wrap(text, shown.columns, '  ');
  const not = Map.groupBy(notRejudged ?? [], ({ why }) => why);
  const skipped = [...not].map(([why, runs]) =>
    shown.paint(
      'red',
      line(`✘ ${plural(runs.length, 'run')} not judged again (${runs[0]?.run}): ${inert(why)}`),
    ),
  );
  if (problems.some(({ kind }) => kind === 'rejudged') || rejudged === 0) return skipped;
  const same = `✔ In ${plural(rejudged, 'run')}, records follow from the answers, and verdicts from the records and the standard.`;
  return [shown.paint('green', line(same)), ...skipped];
}

/** What a package claims to be, which whoever was given it holds against what they asked for. */
function packageLines(result: Verified, { columns }: Terminal): string[] {
  if (!('package' in result)) return [];
  const { organization, locker, period, nights, pseudonyms, packagedAt } = result.package;
  const { due, complete, partial, failed, missing } = nights;
  return [
    wrap(
      `Package of ${inert(organization)} (locker ${inert(locker)}), ${period.from} to ${period.to} ${inert(period.timezone)}${packagedAt ? `, made ${packagedAt}` : ''}${pseudonyms ? ', people by pseudonyms' : ''}`,
      columns,
      '  ',
    ),
    `${plural(due, 'night')} due: ${complete} complete, ${partial} partial, ${failed} failed, ${missing} missing`,
  ];
}
