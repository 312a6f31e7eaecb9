import { appGrants, type GoogleAppGrant } from '../lib/evidence/datasets/google-workspace.ts';
import { days } from '../lib/evidence/day.ts';
import type { DatasetView } from '../lib/judging/control.ts';
import { datasetReader } from '../lib/judging/dataset-reader.ts';
import { foundServices } from '../lib/judging/services/found.ts';
import { matcher } from '../lib/judging/services/match.ts';
import { follow } from '../lib/providers/follow.ts';
import { placeOf } from '../lib/providers/google-workspace/collect/read.ts';
import { readAppGrants } from '../lib/providers/google-workspace/collect/read-activities.ts';
import type { GoogleRequest } from '../lib/providers/google-workspace/collect/requests.ts';
import { peakMb } from './peak.ts';

/** One first night of discovery: `discovery-child.ts <people> <days>`. Prints what it took as JSON. */
const [people = 5000, nights = 90] = process.argv.slice(2).map(Number);
const now = new Date('2026-11-21T01:00:00Z');
const perPage = 1000;
/** Everybody lets one application in each day, of so many of their own, and ends one in ten. */
const ownApplications = 20;
const applications = 400;

const events = { authorize: people * nights, revoke: Math.floor((people * nights) / 10) };
let questions = 0;

/** A page of the log, newest first, as Google orders it. */
function page(name: keyof typeof events, from: number): string {
  const to = Math.min(from + perPage, events[name]);
  const items = Array.from({ length: to - from }, (_, at) => item(name, from + at));
  return JSON.stringify({ items, ...(to < events[name] ? { nextPageToken: String(to) } : {}) });
}

function item(name: string, number: number): object {
  const person = number % people;
  const day = Math.floor(number / people);
  const application = (person * 7 + (day % ownApplications) * 13) % applications;
  const time = new Date(now.getTime() - days(day) - person * 10 - 3_600_000).toISOString();
  return {
    id: { time, uniqueQualifier: `${name}${number}`, applicationName: 'token', customerId: 'C0' },
    actor: { email: `person${person}@acme.example`, profileId: `10000${person}`, callerType: 'USER' },
    ipAddress: '192.0.2.1',
    events: [
      {
        type: 'auth',
        name,
        parameters: [
          { name: 'client_id', value: `${application}.apps.googleusercontent.com` },
          { name: 'app_name', value: `Application ${application}` },
          { name: 'client_type', value: 'WEB' },
          { name: 'scope', multiValue: ['openid', 'email', 'https://www.googleapis.com/auth/drive.file'] },
        ],
      },
    ],
  };
}

async function ask({ parameters }: GoogleRequest) {
  questions += 1;
  const { eventName, pageToken = 0 } = parameters as { eventName: keyof typeof events; pageToken?: string };
  const text = page(eventName, Number(pageToken));
  return { text, header: () => null, receivedAt: now };
}

const settings = { customer: 'my_customer', subject: 'admin@acme.example' };
const place = placeOf({ connection: { settings, endpoint: null } } as Parameters<typeof placeOf>[0]);
const began = performance.now();
const rows: GoogleAppGrant[] = [];
await follow(readAppGrants(place, { continuation: () => null, now }), ask, {
  add: async (found) => void rows.push(...found),
  fault: ({ message }) => {
    throw new Error(message);
  },
  source: () => {},
  keepExport: async () => {},
});
const document = { provider: appGrants.provider, dataset: appGrants.name, connection: 'google' };
const view = { document, records: () => rows, earlier: () => [] } as unknown as DatasetView;
const found = foundServices(datasetReader([view]));
const match = matcher([]);
const unregistered = found.filter((one) => match(one) === null).length;
process.stdout.write(
  JSON.stringify({
    questions,
    events: events.authorize + events.revoke,
    records: rows.length,
    services: found.length,
    unregistered,
    seconds: (performance.now() - began) / 1000,
    peakMb: peakMb(),
  }),
);
