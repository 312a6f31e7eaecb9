import type { SourceFacts } from '../../reader.ts';
import type { Settings } from '../settings.ts';

/** The tenant as far as it is known: its id from an answer or the configuration, its name from the admin's domain. */
export function tenantOf(
  { customer, subject }: Settings,
  id: string | null,
): NonNullable<SourceFacts['tenant']> {
  const own = customer === 'my_customer';
  return { id: id ?? (own ? null : customer), name: own ? subject.slice(subject.indexOf('@') + 1) : null };
}
