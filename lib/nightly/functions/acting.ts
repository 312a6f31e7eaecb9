import * as z from 'zod/mini';
import { type Environment, optional, type Variable, variables } from '../../config/environment.ts';
import type { SessionCredentials } from '../../locker/session-credentials.ts';
import type { Call, Means } from './call.ts';
import { readEvent } from './event.ts';
import type { Log } from './log.ts';

/**
 * Names in tags of sessions, which policies put into paths and names of keys: nothing that reaches into another's. The
 * roles of a fleet refuse others as well.
 */
const id = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'is not the id of a fleet or a configuration'));
const shape = z.object({ organization: id });

/** Variables that name a place which holds one for each organization, by its id. */
const places: readonly Variable[] = [
  variables.configurations,
  variables.locker,
  variables.work,
  variables.nights,
  variables.exports,
  variables.signerMemory,
  variables.signingKey,
];

/**
 * The call as one organization's own, where the function belongs to a fleet: with the session of a role that may reach what
 * belongs to the organization that the event names, and nothing of any other's. A function of a company alone has no such
 * role, and its call is as it was. Throws `EventError` where a fleet's event names none.
 * @param more other tags that the role asks for, by name: ids
 */
export async function actingFor(
  of: string,
  event: unknown,
  call: Omit<Call, 'aws' | 'organization'>,
  more: Readonly<Record<string, string>> = {},
): Promise<Call> {
  const role = optional(call.environment, variables.actingRole);
  if (role === null) return { ...call, aws: {}, organization: null };
  const { organization } = readEvent(of, event, shape);
  const tags = { organization, ...readEvent(of, more, z.record(z.string(), id)) };
  const credentials = await call.takeUp(role, tags);
  return {
    ...call,
    aws: { credentials },
    organization,
    environment: environmentOf(organization, call.environment),
    openLocker: openedWith(call.openLocker, credentials),
    log: named(call.log, organization),
  };
}

/** The places of one organization. */
function environmentOf(organization: string, environment: Environment): Environment {
  const own = places.flatMap((name) => {
    const place = optional(environment, name);
    return place === null ? [] : [[name, `${place}/${organization}`] as const];
  });
  return { ...environment, ...Object.fromEntries(own) };
}

function openedWith(open: Means['openLocker'], credentials: SessionCredentials): Means['openLocker'] {
  return (location, options) => open(location, { ...options, credentials });
}

function named(log: Log, organization: string): Log {
  const at =
    (level: keyof Log): Log['info'] =>
    (message, fields = {}) =>
      log[level](message, { organization, ...fields });
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
