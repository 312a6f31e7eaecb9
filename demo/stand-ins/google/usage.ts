import type { Hono } from 'hono';
import type { Ask, Surroundings } from '../serve/stand-in.ts';
import { type Guard, refusalFor } from './permission.ts';
import { directoryRefusal } from './refusals.ts';
import type { GoogleWorld } from './world.ts';

/** Reports are of days in UTC-8, and two days late unless the world says otherwise. */
const zone = 8 * 3_600_000;
const day = 24 * 3_600_000;
const lateDays = 2;
const keptDays = 450;
const none = { kind: 'admin#reports#usageReports', etag: '"fathom"' };

/** What the report of a day counts, by parameter; null where it is not ready. */
export type CountsOfADay = (date: string) => Readonly<Record<string, number>> | null;

interface Options {
  readonly now: () => Date;
  readonly usage: CountsOfADay | undefined;
}

/** The usage reports of a customer, of the Admin SDK's Reports API. */
export function usageRoutes(app: Hono<Surroundings>, guard: Guard, options: Options): void {
  app.get('/admin/reports/v1/usage/dates/:date', (ask) => answer(ask, guard, options));
}

function answer(ask: Ask, guard: Guard, options: Options): Response {
  const refusal = refusalFor(ask, guard, { scopes: ['admin.reports.usage.readonly'], role: 'admin' });
  if (refusal) return refusal;
  const world = guard.world();
  const now = options.now();
  const date = ask.req.param('date') ?? '';
  const { customerId, parameters } = ask.req.query();
  const fault = faultIn(date, now) ?? (isOther(customerId, world) ? 'Invalid customerId.' : null);
  if (fault !== null) return ask.json(directoryRefusal(400, 'invalid', fault), 400);
  const counts = options.usage ? options.usage(date) : countsOf(world, date, now);
  if (counts === null) return ask.json({ ...none, warnings: [notReady(date)] });
  // A parameter that it does not know is passed over without a word.
  const wanted = parameters?.split(',');
  const found = Object.entries(counts).filter(([name]) => wanted?.includes(name) ?? true);
  const report = {
    kind: 'admin#reports#usageReport',
    date,
    etag: '"fathom"',
    entity: { type: 'CUSTOMER', customerId: world.customerId },
    parameters: found.map(([name, value]) => ({ name, intValue: String(value) })),
  };
  return ask.json({ ...none, usageReports: [report] });
}

function faultIn(date: string, now: Date): string | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(at)) return `Invalid date ${date}.`;
  if (at > now.getTime() - zone)
    return `Data for dates later than ${date} is not yet available. Please check back later`;
  return at < now.getTime() - keptDays * day ? `Data for ${date} is no longer available.` : null;
}

function isOther(customer: string | undefined, { customerId }: GoogleWorld): boolean {
  return customer !== undefined && customer !== 'my_customer' && customer !== customerId;
}

function countsOf(world: GoogleWorld, date: string, now: Date): Readonly<Record<string, number>> | null {
  if (Date.parse(date) > now.getTime() - zone - lateDays * day) return null;
  const number = (of: (user: GoogleWorld['users'][number]) => boolean) => world.users.filter(of).length;
  return {
    'accounts:num_users': world.users.length,
    'accounts:num_suspended_users': number(({ suspended }) => suspended === true),
    'accounts:num_archived_users': number(({ archived }) => archived === true),
    'accounts:num_super_admins': number(({ isAdmin }) => isAdmin === true),
  };
}

function notReady(date: string): object {
  return {
    code: '200',
    message: `Data for date ${date} is not available yet. Please try again later.`,
    data: [
      { key: 'date', value: date },
      { key: 'application', value: 'accounts' },
    ],
  };
}
