import type { RegisteredService } from '../judging/services/register.ts';
import type { Shape } from './configuration-schema.ts';
import { checkReference } from './connections.ts';
import { checkLength } from './controls.ts';
import type { Path } from './source-range.ts';
import { listOf, type ProvidersDraft, recordOf, reportTwice, textOf } from './unchecked-configuration.ts';

/** Checks what the register of services says of connections, and that nothing tells two services by the same. */
export function checkServices(draft: ProvidersDraft): void {
  const entries = listOf(draft.root.services).map(recordOf);
  for (const [index, { connection, ignore }] of entries.entries()) {
    checkReference(draft, connection, ['services', index, 'connection']);
    checkLength(draft, recordOf(ignore), ['services', index, 'ignore', 'expires'], 'an entry is ignored');
  }
  const texts = (key: string) =>
    entries.flatMap((entry, index): Named[] => {
      const path = ['services', index, key];
      if (!Array.isArray(entry[key])) return [{ value: comparable(entry[key]), path }];
      return entry[key].map((one: unknown, at) => ({ value: comparable(one), path: [...path, at] }));
    });
  reportTwice(draft.report, texts('name'), 'register a service once');
  reportTwice(
    draft.report,
    texts('domain'),
    'a domain is one service’s: keep all that is known of it in one entry',
  );
  reportTwice(draft.report, texts('clientIds'), 'a client is one service’s');
}

interface Named {
  readonly value: string | undefined;
  readonly path: Path;
}

function comparable(value: unknown): string | undefined {
  return textOf(value)?.toLowerCase();
}

/** The register of a configuration without a fault. */
export function registerFrom({ services }: Shape): readonly RegisteredService[] {
  return (services ?? []).map((given) => ({
    name: given.name,
    domain: given.domain ?? null,
    signIn: given.signIn ?? null,
    connection: given.connection ?? null,
    vault: given.vault ?? null,
    owner: given.owner ?? null,
    users: given.users?.includes('everyone') ? 'everyone' : (given.users ?? null),
    twoFactor: given.twoFactor
      ? { offered: given.twoFactor.offered, note: given.twoFactor.note ?? null }
      : null,
    clientIds: given.clientIds ?? [],
    ignore: given.ignore
      ? { ...given.ignore, approvedOn: given.ignore.approvedOn ?? null, ticket: given.ignore.ticket ?? null }
      : null,
  }));
}
