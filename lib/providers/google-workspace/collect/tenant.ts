import type { SourceFacts } from '../../reader.ts';
import type { Settings } from '../settings.ts';

/**
 * The customer whose lists a connection reads. There is one: the configuration names it, or the first record that names
 * one does, and whatever names another is none of ours.
 */
export interface Tenant {
  /** Null until it is known. */
  readonly id: string | null;
  /** How requests name it: by its id, or, until that is known, as the customer of whoever asks. */
  readonly customer: string;
  /** Whether a record that names this customer is ours. */
  claims(id: string): boolean;
}

/** What Google calls the customer of whoever asks. */
const own = 'my_customer';

export function tenantFor({ customer }: Settings): Tenant {
  let id = customer === own ? null : customer;
  return {
    get id() {
      return id;
    },
    get customer() {
      return id ?? own;
    },
    claims(named) {
      id ??= named;
      return id === named;
    },
  };
}

/** The tenant as the evidence names it: its name is the admin's domain, where that is the tenant's own admin. */
export function tenantFacts(
  { customer, subject }: Settings,
  { id }: Pick<Tenant, 'id'>,
): NonNullable<SourceFacts['tenant']> {
  return { id, name: customer === own ? subject.slice(subject.indexOf('@') + 1) : null };
}
