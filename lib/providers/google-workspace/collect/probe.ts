import type { AnyDataset } from '../../../evidence/dataset.ts';
import * as datasets from '../../../evidence/datasets/google-workspace.ts';
import { dayMs, days } from '../../../evidence/day.ts';
import { CollectError, type ProblemCode } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import { result } from '../../follow.ts';
import type { CollectSession, ProbeResult } from '../../provider.ts';
import { isObject } from '../../read-fields.ts';
import type { Reading } from '../../reader.ts';
import { manifest } from '../manifest.ts';
import type { Settings } from '../settings.ts';
import { accessOf, delegationPage, remedied } from './access.ts';
import { type Connect, connector, connectorByDataset } from './connect.ts';
import { placeOf } from './read.ts';
import { ofTenant, policiesNotShown } from './read-lists.ts';
import {
  type GoogleRequest,
  type Place,
  requestActivities,
  requestGroups,
  requestOrgUnits,
  requestPolicies,
  requestUsage,
  requestUsers,
  type Take,
} from './requests.ts';
import { usageNames } from './usage-report.ts';

type Outcome = Omit<ProbeResult, 'dataset'>;

/** Asks for one record per dataset, and says what is missing and where to grant it. */
export async function probe(session: CollectSession<Settings>): Promise<ProbeResult[]> {
  const byDataset = connectorByDataset(session);
  const place = placeOf(session);
  const { settings } = session.connection;
  const results: ProbeResult[] = [];
  for (const dataset of manifest.datasets) {
    if (typeof dataset.onlyFor === 'function' && !dataset.onlyFor(settings)) continue;
    const connect: Connect = (sink) => byDataset(sink, dataset.name);
    results.push({ dataset: dataset.name, ...(await probeOne(session, dataset, place, connect)) });
  }
  return results;
}

async function probeOne(
  session: CollectSession<Settings>,
  dataset: AnyDataset,
  place: Place,
  connect: Connect,
): Promise<Outcome> {
  const { subject } = session.connection.settings;
  let response: Outcome = { verdict: 'unknown', message: 'Google was not asked.' };
  await session.dataset(dataset, async (sink) => {
    const attempt = async (through: Connect) => {
      const request = requests[dataset.name]?.(place, session.needs.now);
      return request ? result(request, through(sink)) : response;
    };
    try {
      response = await attempt(connect);
    } catch (failure) {
      const error = remedied(failure, dataset.name, subject);
      const { scope } = accessOf(dataset.name);
      const alone = () => attempt(connector(session, [scope]));
      response = await diagnosis(error, scope, alone);
      throw error;
    }
  });
  return response;
}

type Requests<Result> = Reading<never, GoogleRequest, Result>;

/** The smallest question per dataset. */
const requests: Readonly<Record<string, (place: Place, now: Date) => Requests<Outcome>>> = {
  *[datasets.users.name](place) {
    const users = yield* first((take) => requestUsers(place, take, 1));
    return ofOtherCustomer(users, 'customerId', place) ?? judgeUsers(users);
  },
  *[datasets.orgUnits.name](place) {
    const { items } = yield* requestOrgUnits(place);
    const units = items.length > 0 ? 'Organizational units can be read.' : 'There is no organizational unit.';
    return { verdict: 'pass', message: units };
  },
  *[datasets.policies.name](place) {
    const policies = yield* first((take) => requestPolicies(place, take, 1));
    if (policies.length === 0) return { verdict: 'fail', message: policiesNotShown.message };
    const read = { verdict: 'pass', message: 'Policies can be read.' } as const;
    return ofOtherCustomer(policies, 'customer', place) ?? read;
  },
  *[datasets.groups.name](place) {
    yield* first((take) => requestGroups(place, take, 1));
    return { verdict: 'pass', message: 'Groups can be read.' };
  },
  *[datasets.appGrants.name](place, now) {
    yield* first((take) => requestActivities(place, 'token', 'authorize', lastDay(now), take, 1));
    return { verdict: 'pass', message: 'The log of applications to which people gave access can be read.' };
  },
  *[datasets.samlSignIns.name](place, now) {
    yield* first((take) => requestActivities(place, 'saml', 'login_success', lastDay(now), take, 1));
    return { verdict: 'pass', message: 'The log of sign-ins by SAML can be read.' };
  },
  *[datasets.usage.name](place, now) {
    // A day that is surely over: whether its report is ready is for the night to see.
    const date = new Date(now.getTime() - days(8)).toISOString().slice(0, 10);
    yield* requestUsage(place, date, usageNames);
    return { verdict: 'pass', message: "Google's usage reports can be read." };
  },
};

function lastDay(now: Date): { readonly startTime: string; readonly endTime: string } {
  return { startTime: new Date(now.getTime() - dayMs).toISOString(), endTime: now.toISOString() };
}

/** What to do where a record is another customer's than the one that is asked for; null where it is not. */
function ofOtherCustomer(
  records: readonly unknown[],
  field: 'customer' | 'customerId',
  { tenant }: Place,
): Outcome | null {
  let found: string | null = null;
  const dropped = (record: string, why: string) => {
    found ??= `${record} is ${why}`;
  };
  ofTenant(records, tenant, field, { wrong: () => {}, dropped });
  if (found === null) return null;
  const message = `Google answers, but ${found}. Check customer: and subject:, which must be of one customer.`;
  return { verdict: 'fail', message };
}

/** The first items of a list; Google may send empty pages before them. */
function* first(pages: (take: Take<never>) => Requests<void>): Requests<readonly unknown[]> {
  let found: readonly unknown[] = [];
  // biome-ignore lint/correctness/useYield: looking at a page says nothing
  yield* pages(function* ({ items }) {
    found = items;
    return items.length > 0 ? enough : null;
  });
  return found;
}

function found(items: readonly unknown[], message: string): Outcome {
  if (items.length > 0) return { verdict: 'pass', message };
  return {
    verdict: 'unknown',
    message: 'Google answers, but the list is empty. Check that subject: is a super admin of this customer.',
  };
}

function judgeUsers(items: readonly unknown[]): Outcome {
  const [user] = items;
  const visible = (field: string) => isObject(user) && typeof user[field] === 'boolean';
  const missing = ['isEnrolledIn2Sv', 'isEnforcedIn2Sv'].filter((field) => !visible(field));
  if (items.length === 0 || missing.length === 0)
    return found(items, 'Users can be read, with their 2-step verification.');
  return {
    verdict: 'fail',
    message: `Users can be read, but without ${missing.join(' and ')}. Name a super admin as subject:.`,
  };
}

/** Problems that a person must mend; the others may pass by themselves. */
const lasting: ReadonlySet<ProblemCode> = new Set([
  'denied',
  'unauthenticated',
  'rejected',
  'not-configured',
]);

/** What an error means. When no token is given for all scopes, tries this dataset's scope alone. */
async function diagnosis(error: unknown, scope: string, alone: () => Promise<unknown>): Promise<Outcome> {
  if (!(error instanceof CollectError)) throw error;
  const verdict = lasting.has(error.code) ? 'fail' : 'unknown';
  if (error.code !== 'unauthenticated') return { verdict, message: error.message };
  const granted = await alone().then(
    () => true,
    () => false,
  );
  const message = granted
    ? `The scope ${scope} is granted, but Google gives no token for all scopes together: grant what the other lines miss (${delegationPage}).`
    : `Not granted, at least not ${scope}. ${error.message}`;
  return { verdict, message };
}
