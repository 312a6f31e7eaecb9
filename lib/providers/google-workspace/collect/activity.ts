import { identity, isObject, type Raw, time } from '../../read-fields.ts';
import type { Faults } from './faults.ts';
import type { Tenant } from './tenant.ts';

/** One thing that somebody did, as the Reports API tells it. */
export interface Activity {
  /** For messages. */
  readonly name: string;
  readonly event: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly email: string | null;
  readonly profileId: string | null;
  /** By name; a parameter with several values is a list. */
  readonly parameters: ReadonlyMap<string, string | readonly string[]>;
}

interface Asked {
  readonly application: string;
  readonly event: string;
  readonly tenant: Tenant;
}

/**
 * What an entry of a log tells of one kind of event; nothing (and a fault) for one that cannot be used, and nothing without a
 * word for one that tells of other events than those asked for: Google passes over a filter that it does not understand.
 */
export function readActivities(raw: unknown, asked: Asked, faults: Faults): readonly Activity[] {
  const id = isObject(raw) && isObject(raw.id) ? raw.id : {};
  const name = `event ${identity(id, 'uniqueQualifier') ?? 'of unknown id'} of ${identity(id, 'time') ?? 'no time'}`;
  const at = Date.parse(time(id, 'time', []) ?? '');
  const actor = isObject(raw) && isObject(raw.actor) ? raw.actor : {};
  const [email = null, profileId = null] = [identity(actor, 'email'), identity(actor, 'profileId')];
  const fault = faultIn(raw, id, asked) ?? (Number.isNaN(at) ? 'no usable time' : null);
  if (fault !== null || !isObject(raw)) return dropped(faults, name, fault ?? 'no object');
  const found = eventsIn(raw, asked.event);
  if (found.length > 0 && !email?.includes('@') && profileId === null)
    return dropped(faults, name, 'no actor');
  const who = { name, event: asked.event, at: new Date(at).toISOString(), email, profileId };
  return found.map((event) => ({ ...who, parameters: parametersOf(event) }));
}

function faultIn(raw: unknown, id: Raw, { application, tenant }: Asked): string | null {
  if (id.applicationName !== application) return `no event of the ${application} log`;
  const customer = identity(id, 'customerId');
  if (customer !== undefined && !tenant.claims(customer))
    return `of customer ${customer}, where ${tenant.id} is asked for`;
  return isObject(raw) && Array.isArray(raw.events) ? null : 'no list of events';
}

function dropped(faults: Faults, name: string, why: string): readonly [] {
  faults.dropped(name, why);
  return [];
}

function eventsIn({ events }: Raw, name: string): readonly Raw[] {
  return Array.isArray(events) ? events.filter(isObject).filter((event) => event.name === name) : [];
}

function parametersOf({ parameters }: Raw): Activity['parameters'] {
  const found = new Map<string, string | readonly string[]>();
  for (const parameter of Array.isArray(parameters) ? parameters.filter(isObject) : []) {
    const { multiMessageValue, multiValue, name, value } = parameter;
    if (typeof name !== 'string') continue;
    if (isText(value)) found.set(name, value);
    else if (Array.isArray(multiValue) && multiValue.every(isText)) found.set(name, multiValue);
    else if (Array.isArray(multiMessageValue))
      for (const one of multiMessageValue) addMessage(found, name, one);
  }
  return found;
}

/** A message has parameters of its own: what they say is gathered under both names, such as `scope_data.scope_name`. */
function addMessage(found: Map<string, string | readonly string[]>, name: string, message: unknown): void {
  const parameters = isObject(message) && Array.isArray(message.parameter) ? message.parameter : [];
  for (const one of parameters.filter(isObject)) {
    if (typeof one.name !== 'string' || !isText(one.value)) continue;
    const inner = `${name}.${one.name}`;
    found.set(inner, [...[found.get(inner) ?? []].flat(), one.value]);
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed();
}
