import type { Hono } from 'hono';
import type { Ask, Surroundings } from '../serve/stand-in.ts';
import { answerListing, knownFields } from './listing.ts';
import { type Guard, refusalFor } from './permission.ts';
import { directoryRefusal } from './refusals.ts';
import type { GoogleWorld, LoggedActivity } from './world.ts';

/** The events that each log can be asked for; a name that is none of them is refused. */
const events: Readonly<Record<LoggedActivity['application'], readonly string[]>> = {
  token: ['authorize', 'revoke', 'activity', 'request'],
  saml: ['login_success', 'login_failure'],
};

/** For how long Google keeps these logs. */
const keptDays = 180;
const day = 24 * 3_600_000;

const known = knownFields(
  'kind,etag,nextPageToken,items(kind,etag,id(time,uniqueQualifier,applicationName,customerId),' +
    'actor(email,profileId,callerType,key),ownerDomain,ipAddress,' +
    'events(type,name,parameters(name,value,multiValue,intValue,multiIntValue,boolValue,messageValue,multiMessageValue)))',
);

/** The activities of the Admin SDK's Reports API. Parameters that it does not know are passed over, as Google does. */
export function reportRoutes(app: Hono<Surroundings>, guard: Guard, now: () => Date): void {
  app.get('/admin/reports/v1/activity/users/:user/applications/:application', (ask) =>
    listActivities(ask, guard, now),
  );
}

function listActivities(ask: Ask, guard: Guard, now: () => Date): Response {
  const world = guard.world();
  const refusal = refusalFor(ask, guard, { scopes: ['admin.reports.audit.readonly'], role: 'admin' });
  if (refusal) return refusal;
  const fault = faultIn(ask, now());
  if (fault) return ask.json(directoryRefusal(400, 'invalid', fault), 400);
  return answerListing(ask, {
    field: 'items',
    items: loggedIn(ask, world, now()),
    sizeName: 'maxResults',
    standardSize: 1000,
    largestSize: 1000,
    beside: { kind: 'admin#reports#activities', etag: '"fathom"' },
    known,
  });
}

function faultIn(ask: Ask, now: Date): string | null {
  const { application = '', user = '' } = ask.req.param() as Record<string, string>;
  if (!isApplication(application)) return `Invalid value '${application}' for applicationName.`;
  if (user !== 'all') return `The user ${user} is not one of this stand-in's.`;
  const { endTime, eventName, startTime } = ask.req.query();
  if (eventName !== undefined && !events[application].includes(eventName))
    return `Invalid value '${eventName}' for eventName of ${application}.`;
  for (const time of [startTime, endTime])
    if (time !== undefined && Number.isNaN(Date.parse(time))) return `Invalid time ${time}.`;
  if (startTime !== undefined && Date.parse(startTime) < now.getTime() - keptDays * day)
    return 'Start time is further back than data is kept.';
  if (startTime !== undefined && endTime !== undefined && startTime > endTime)
    return 'Start time must be before end time.';
  return null;
}

function isApplication(name: string): name is LoggedActivity['application'] {
  return Object.hasOwn(events, name);
}

/** The newest first. What happened lately may not be in the log yet. */
function loggedIn(ask: Ask, { activities = [], customerId }: GoogleWorld, now: Date): readonly object[] {
  const application = ask.req.param('application');
  const { endTime, eventName, startTime } = ask.req.query();
  const from = startTime === undefined ? now.getTime() - keptDays * day : Date.parse(startTime);
  const to = endTime === undefined ? now.getTime() : Date.parse(endTime);
  return activities
    .filter((one) => one.application === application && (eventName === undefined || one.name === eventName))
    .filter(({ at, lag = 0 }) => at >= from && at <= to && at + lag <= now.getTime())
    .toSorted((one, other) => other.at - one.at)
    .map((one) => activityOf(one, customerId));
}

function activityOf(
  { application, at, id, name, parameters, who }: LoggedActivity,
  customerId: string,
): object {
  const time = new Date(at).toISOString();
  return {
    kind: 'admin#reports#activity',
    etag: '"fathom"',
    id: { time, uniqueQualifier: id, applicationName: application, customerId },
    actor: { callerType: 'USER', email: who.email, profileId: who.id },
    ipAddress: '192.0.2.17',
    events: [
      {
        type: application === 'token' ? 'auth' : 'login',
        name,
        parameters: Object.entries(parameters).map(([key, value]) =>
          Array.isArray(value) ? { name: key, multiValue: value } : { name: key, value },
        ),
      },
    ],
  };
}
