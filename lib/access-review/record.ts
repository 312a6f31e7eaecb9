import { accessReviewedId, sheetName } from '../controls/access/reviewed.ts';
import { whoIsWho } from '../controls/people/who-is-who.ts';
import type { Attestation } from '../judging/attestation.ts';
import type { ControlSettings } from '../judging/control.ts';
import type { RecordedReview, ReviewedChange } from '../judging/recorded-review.ts';
import type { Service } from '../judging/service.ts';
import type { VerifiedRun } from '../runs/verified-run.ts';
import { plural } from '../text/plural.ts';
import { checkDecided } from './check-decided.ts';
import { decidersOf, readDecided } from './decided-rows.ts';
import { allSheets, endedIn, notConnected } from './not-connected.ts';
import { sheetMark } from './population.ts';
import { stillOpen } from './still-open.ts';

/** What the sheets of a night come to, with all that keeps it from being recorded. */
export interface DecidedReview {
  readonly review: RecordedReview;
  /** Each with the name of its sheet. */
  readonly faults: readonly string[];
}

export interface DecidedOptions {
  readonly services: readonly Service[];
  readonly settings: ControlSettings;
  readonly earlier: Attestation | null;
}

const nothingEnded: ReturnType<typeof endedIn> = { ended: [], faults: [] };

/** So many faults of one sheet are named. */
const mostFaults = 5;

/**
 * Holds the sheets as they were filled in against the sealed night that they are of.
 *
 * @param earlier the newest review that was recorded before: what it decided stays open until it is seen or decided anew
 * @param textOf gives the text of a sheet by its name
 */
export function decidedReview(
  run: VerifiedRun,
  { earlier, services, settings }: DecidedOptions,
  textOf: (name: string) => string,
): DecidedReview {
  const options = { settings, services, unusedDays: 0, earlier };
  const read = new Map(
    allSheets(run, options).map(({ connection, population }) => [
      connection,
      readDecided(textOf(sheetName(connection)), sheetMark(population)),
    ]),
  );
  const decidedBy = decidersOf([...read.values()].flatMap(({ rows }) => rows));
  const views = run.datasets.map(({ view }) => view);
  const people = whoIsWho(views, settings, decidedBy)();
  const all = allSheets(run, { ...options, asked: decidedBy }).map((sheet) => {
    const { faults = [], rows = [] } = read.get(sheet.connection) ?? {};
    const found = checkDecided(sheet, rows, { people, night: new Date(run.run) });
    const end = sheet.connection === notConnected ? endedIn(sheet, rows, earlier) : nothingEnded;
    const wrong = [...found.faults, ...end.faults];
    // A row that could not be read would be named once more, as one that is missing.
    return {
      ...found,
      ended: end.ended,
      faults: named(sheet.connection, faults.length > 0 ? faults : wrong),
    };
  });
  const checked = all.filter(({ sheet }) => sheet.connection !== notConnected);
  const ended = all.flatMap((one) => one.ended);
  const isEnded = ({ connection, id }: ReviewedChange) =>
    ended.some((one) => one.connection === connection && one.id === id);
  const open = stillOpen(earlier, checked, services).filter((change) => !isEnded(change));
  const { sequence, sha256 } = run.seal;
  const review = {
    run: run.run,
    seal: { sequence, sha256 },
    decidedBy,
    sheets: checked.map(({ sheet }) => sheet),
    changes: [...checked.flatMap(({ changes }) => changes), ...open],
    ...(all.length > checked.length ? { ended } : {}),
  };
  return { review, faults: all.flatMap(({ faults }) => faults) };
}

function named(connection: string, faults: readonly string[]): readonly string[] {
  const more = faults.length - mostFaults;
  const shown = [
    ...faults.slice(0, mostFaults),
    ...(more > 0 ? [`and ${plural(more, 'more problem')}`] : []),
  ];
  return shown.map((fault) => `${sheetName(connection)}: ${fault}`);
}

/** A review as the attestation of all who decided, but for when it was given and until when it counts. */
export function reviewAttestation(
  review: RecordedReview,
): Pick<Attestation, 'control' | 'by' | 'note' | 'about' | 'review'> {
  return {
    control: accessReviewedId,
    by: review.decidedBy.join(', '),
    note: reviewSummary(review),
    about: { connections: review.sheets.map(({ connection }) => connection).sort(), policies: [] },
    review,
  };
}

/** What a review came to, in one sentence. */
function reviewSummary({ changes, ended = [], run, sheets }: RecordedReview): string {
  const rows = sheets.reduce((sum, { population }) => sum + population.rows, 0);
  const own = changes.filter(({ before }) => before === undefined);
  const removed = own.filter(({ decision }) => decision === 'remove').length;
  const open = changes.length - own.length;
  const still = open > 0 ? ` Of earlier reviews, ${open} not yet seen to be carried out.` : '';
  const end = ended.length > 0 ? ` ${ended.length} of services that are no longer connected ended.` : '';
  return `${plural(rows, 'account')} of ${plural(sheets.length, 'service')} in the night of ${run.slice(0, 10)}: ${removed} to be removed, ${own.length - removed} to be changed.${still}${end}`;
}
