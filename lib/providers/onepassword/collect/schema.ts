import * as z from 'zod/mini';
import type { OnePasswordEvent, OnePasswordUser } from '../../../evidence/datasets/onepassword.ts';
import type { Problem } from '../../../evidence/problem.ts';
import { withMessages } from '../../../evidence/schema-messages.ts';

const name = z.string().check(z.minLength(1));
const maybe = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => value || null),
);
const time = z.iso.datetime({ offset: true });

/** What the Users API's token address answers. `expires_in` is in seconds; 1Password's is 900. */
export const tokenResponse = z.object({
  access_token: name,
  expires_in: z._default(z.coerce.number().check(z.positive()), 900),
});

/** A page of users: 1Password documents `results`; clients in the field read `users`. Both are accepted. */
export const usersPage = z.pipe(
  z
    .object({
      results: z.optional(z.array(z.unknown())),
      users: z.optional(z.array(z.unknown())),
      next_page_token: z.optional(z.unknown()),
    })
    .check(z.refine((page) => page.results ?? page.users, { message: 'neither results nor users is there' })),
  z.transform((page) => ({
    users: [...(page.results ?? []), ...(page.users ?? [])],
    next: page.next_page_token,
  })),
);

export const user: z.ZodMiniType<OnePasswordUser> = z.pipe(
  z.object({ id: name, email: name, state: maybe, create_time: maybe }),
  z.transform(({ id, email, state, create_time }) => ({ createTime: create_time, email, id, state })),
);

/** A page of an event feed. The cursor stands also on the last page: the next night goes on from there. */
export const eventsPage = z.object({ cursor: name, has_more: z.boolean(), items: z.array(z.unknown()) });

const someone = z.nullish(z.object({ uuid: maybe, email: maybe }));

export const auditEvent: z.ZodMiniType<OnePasswordEvent> = z.pipe(
  z.object({
    uuid: name,
    timestamp: time,
    action: maybe,
    actor_uuid: maybe,
    actor_details: someone,
    actor_type: maybe,
    object_type: maybe,
    object_uuid: maybe,
    aux_uuid: maybe,
    aux_details: someone,
  }),
  z.transform((item) => ({
    action: item.action,
    actorEmail: item.actor_details?.email ?? null,
    actorId: item.actor_uuid,
    auxEmail: item.aux_details?.email ?? null,
    auxId: item.aux_uuid,
    category: null,
    feed: 'audit' as const,
    objectId: item.object_uuid,
    objectType: item.object_type,
    ...(item.actor_type === null || item.actor_type === 'user' ? {} : { outside: true }),
    targetEmail: null,
    targetId: null,
    timestamp: item.timestamp,
    type: null,
    uuid: item.uuid,
  })),
);

export const signInEvent: z.ZodMiniType<OnePasswordEvent> = z.pipe(
  z.object({ uuid: name, timestamp: time, category: maybe, type: maybe, target_user: someone }),
  z.transform((item) => ({
    action: null,
    actorEmail: null,
    actorId: null,
    auxEmail: null,
    auxId: null,
    category: item.category,
    feed: 'sign-in' as const,
    objectId: null,
    objectType: null,
    targetEmail: item.target_user?.email ?? null,
    targetId: item.target_user?.uuid ?? null,
    timestamp: item.timestamp,
    type: item.type,
    uuid: item.uuid,
  })),
);

/** What the Events API says of its token: what it may see, and of which account; null where it does not say. */
export const introspection = z.object({ features: z.array(z.string()), account_uuid: maybe });

/** The entries that are what they should be, and one problem for those that are not. */
export interface Parsed<Row> {
  readonly rows: readonly Row[];
  readonly problem: Problem | null;
}

/** Reads each entry on its own, so that a faulty one costs only itself. `where` is the list's path in the answer. */
export function parseEach<Row>(
  items: readonly unknown[],
  schema: z.ZodMiniType<Row>,
  where: string,
): Parsed<Row> {
  const results = items.map((item) => schema.safeParse(item, withMessages));
  const faults = results.flatMap(({ error }, index) =>
    error ? [firstFault(error, `${where}[${index}]`)] : [],
  );
  const rows = results.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return { rows, problem: faults.length > 0 ? malformed(faults) : null };
}

/** The path and the fault that come first in an error of a schema; values never appear in it. */
export function firstFault(error: z.core.$ZodError, where: string): string {
  const issue = error.issues[0];
  const steps =
    issue?.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)) ?? [];
  return `${where}${steps.join('')}: ${issue?.message ?? 'not what is documented'}`;
}

function malformed(faults: readonly string[]): Problem {
  const others = faults.length > 1 ? ` (and ${faults.length - 1} more in this list)` : '';
  return { code: 'malformed', message: `1Password: ${faults[0]}${others}. The entry was left out.` };
}
