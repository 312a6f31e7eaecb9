import type { PeopleView, SourcePerson } from './directories.ts';
import type { People, Person } from './people.ts';

/** Somebody who works here: active, or not said to be suspended or archived. */
export interface Employee {
  /** Primary address, in comparable form. */
  readonly address: string;
  /** All that this list says they answer to, in comparable form. */
  readonly addresses: readonly string[];
  readonly isActive: boolean;
  /** Null where nothing in the evidence of services or in the configuration speaks of them. */
  readonly person: Person | null;
}

/** The employees of every source, batch by batch, each once. */
export function* employeesIn(views: readonly PeopleView[], people: People): Generator<readonly Employee[]> {
  /** Only where there are several sources: whom nothing speaks of may stand in two of them. */
  const unspokenOf = views.length > 1 ? new Set<string>() : null;
  for (const { batches, document } of views)
    for (const known of batches())
      yield known.flatMap((one) => employeeOf(one, document.connection, people, unspokenOf) ?? []);
}

function employeeOf(
  { addresses, employed, status: own }: SourcePerson,
  connection: string,
  people: People,
  unspokenOf: Set<string> | null,
): Employee | null {
  if (!employed) return null;
  const [address] = addresses;
  const found = people.find(address);
  const person = found.kind === 'person' ? found.person : null;
  if (person && (person.address !== address || person.home !== connection)) return null;
  const status = person ? person.status : own;
  if (status !== 'active' && status !== null) return null;
  if (!person && unspokenOf) {
    const isNew = !addresses.some((one) => unspokenOf.has(one));
    for (const one of addresses) unspokenOf.add(one);
    if (!isNew) return null;
  }
  return { address, addresses, isActive: status === 'active', person };
}
