import {
  type GoogleListing,
  type GoogleUsage,
  usageReportDays,
} from '../../../evidence/datasets/google-workspace.ts';
import { days } from '../../../evidence/day.ts';
import { type EvidenceDocument, isWhole } from '../../../evidence/document.ts';
import { CollectError } from '../../../evidence/problem.ts';
import type { CollectNeeds, Reading } from '../../reader.ts';
import { type GoogleRequest, type Place, requestUsage } from './requests.ts';
import { readUsageReport, usageNames } from './usage-report.ts';

/** Google's reports are two or three days late, at times more. */
const newestReportDays = 2;

type Needs = Pick<CollectNeeds, 'now' | 'recalled'>;

/** The newest report that is ready, beside our own list of its day. */
export function* readUsage(place: Place, needs: Needs): Reading<GoogleUsage, GoogleRequest> {
  for (let back = newestReportDays; back <= usageReportDays; back += 1) {
    const date = dayOf(needs.now.getTime() - days(back));
    const report = readUsageReport(yield* responseOf(place, date), date, place.tenant);
    if (report === null) continue;
    const { counts, missing } = report;
    yield { records: [{ ...counts, date, ...listingsOf(date, place, needs.recalled.documents) }] };
    if (missing.length > 0)
      yield {
        problem: {
          code: 'not-visible',
          message: `Google's usage report of ${date} does not say ${missing.join(', ')}: Google leaves out a parameter that it does not know, so this is not zero.`,
        },
      };
    return;
  }
  throw new CollectError(
    'unavailable',
    `Google has no usage report yet of any day from ${dayOf(needs.now.getTime() - days(usageReportDays))} on. Its reports are some days late; look again on another night.`,
  );
}

/** Of a day that is too new Google also says so by refusing the question. */
function* responseOf(place: Place, date: string): Reading<never, GoogleRequest, unknown> {
  try {
    return yield* requestUsage(place, date, usageNames);
  } catch (error) {
    if (error instanceof CollectError && error.code === 'rejected' && error.status === 400) return null;
    throw error;
  }
}

/** Google's reports are of days in UTC-8, all year. */
function dayOf(time: number): string {
  return new Date(time - 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Whole lists of the same customer alone. Of several of one day, the last. */
function listingsOf(
  date: string,
  { tenant }: Place,
  documents: readonly EvidenceDocument[],
): Pick<GoogleUsage, 'listing' | 'listingsAround'> {
  const own = documents.filter((one) => isWhole(one) && tenant.id !== null && one.tenant?.id === tenant.id);
  const on = (day: string): readonly GoogleListing[] =>
    own
      .filter(({ finishedAt }) => dayOf(Date.parse(finishedAt)) === day)
      .slice(-1)
      .map(listingIn);
  const noon = Date.parse(`${date}T20:00:00Z`);
  const [listing = null] = on(date);
  return { listing, listingsAround: [...on(dayOf(noon - days(1))), ...on(dayOf(noon + days(1)))] };
}

function listingIn({ population: { records, strata }, run }: EvidenceDocument): GoogleListing {
  return { archived: strata.archived ?? 0, run, suspended: strata.suspended ?? 0, users: records };
}
