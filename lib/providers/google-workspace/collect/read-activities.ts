import {
  appGrants,
  type GoogleAppGrant,
  type GoogleSamlSignIn,
  samlSignIns,
} from '../../../evidence/datasets/google-workspace.ts';
import { days } from '../../../evidence/day.ts';
import type { CollectNeeds, Reading } from '../../reader.ts';
import { type Activity, readActivities } from './activity.ts';
import { type Faults, withFaults } from './faults.ts';
import { type ActivityEvent, type GoogleRequest, type Place, requestActivities } from './requests.ts';
import { addGrant, addSignIn, sameOnes } from './sightings.ts';

/** Google keeps these logs for 180 days, and refuses to be asked for more. */
const retentionDays = 179;
/** Google's logs lag by hours, for some events by days: so much is read once more. */
const lagDays = 3;

type Needs = Pick<CollectNeeds, 'continuation' | 'now'>;

/** Who let which application in, and who ended that: the ends first, so that nothing is shown as let in whose end was not read. */
export function readAppGrants(place: Place, needs: Needs): Reading<GoogleAppGrant, GoogleRequest> {
  const events = ['revoke', 'authorize'] as const;
  const found = new Map<string, GoogleAppGrant>();
  const same = sameOnes();
  return readSightings(
    place,
    needs,
    { application: 'token', dataset: appGrants.name, events },
    {
      found,
      add: (activity, faults) => addGrant(found, activity, faults, same),
    },
  );
}

/** Who signed in where by SAML. */
export function readSamlSignIns(place: Place, needs: Needs): Reading<GoogleSamlSignIn, GoogleRequest> {
  const events = ['login_success'] as const;
  const found = new Map<string, GoogleSamlSignIn>();
  return readSightings(
    place,
    needs,
    { application: 'saml', dataset: samlSignIns.name, events },
    {
      found,
      add: (activity, faults) => addSignIn(found, activity, faults),
    },
  );
}

interface Log {
  readonly application: 'token' | 'saml';
  readonly dataset: string;
  readonly events: readonly ActivityEvent[];
}

interface Gathering<Row> {
  readonly found: ReadonlyMap<string, Row>;
  readonly add: (activity: Activity, faults: Faults) => void;
}

/**
 * What the log holds since the last whole night, and some days more; on the first night, all that Google keeps. An event
 * that is read twice says the same again. The place moves on only when all was read and understood.
 */
function readSightings<Row>(
  place: Place,
  needs: Needs,
  { application, dataset, events }: Log,
  { add, found }: Gathering<Row>,
): Reading<Row, GoogleRequest> {
  const endTime = needs.now.toISOString();
  const before = needs.continuation(dataset);
  let faulty = false;
  return withFaults(function* (given): Reading<Row, GoogleRequest> {
    const faults = noting(given, () => {
      faulty = true;
    });
    if (before) yield { source: { continuation: before } };
    const startTime = startOf(before, needs.now);
    const window = startTime === null ? { endTime } : { startTime, endTime };
    try {
      for (const event of events) {
        const asked = { application, event, tenant: place.tenant };
        // biome-ignore lint/correctness/useYield: looking at a page says nothing
        yield* requestActivities<Row>(place, application, event, window, function* ({ items }) {
          for (const item of items)
            for (const activity of readActivities(item, asked, faults)) add(activity, faults);
        });
      }
      if (!faulty) yield { source: { continuation: { until: endTime } } };
    } finally {
      yield { records: [...found.values()] };
    }
  });
}

/** Null for all that Google keeps: that it answers where no start is given, and refuses a start that is too early. */
function startOf(before: Readonly<Record<string, string>> | null, now: Date): string | null {
  const until = Date.parse(before?.until ?? '');
  const start = Math.min(until, now.getTime()) - days(lagDays);
  return start > now.getTime() - days(retentionDays) ? new Date(start).toISOString() : null;
}

function noting({ dropped, wrong }: Faults, note: () => void): Faults {
  return {
    dropped: (record, why) => {
      note();
      dropped(record, why);
    },
    wrong: (record, fields) => {
      note();
      wrong(record, fields);
    },
  };
}
