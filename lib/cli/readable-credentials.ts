import type { Configuration } from '../config/configuration.ts';
import { readConnectionSecret } from '../config/secret.ts';
import { CollectError } from '../evidence/problem.ts';
import { CommandError } from './exit.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Refuses a night for which no credential at all can be read: in a shell without the secrets, a person would seal one that
 * says nothing, for good. Throws `CommandError`.
 */
export async function refuseWithoutCredentials(
  { connections }: Pick<Configuration, 'connections'>,
  only: readonly string[] | null,
  environment: Environment,
): Promise<void> {
  const asked = connections.filter(({ id, credentials }) => credentials && (only?.includes(id) ?? true));
  const missing: string[] = [];
  for (const connection of asked) {
    const complaint = await complaintOf(connection, environment);
    if (complaint === null) return;
    missing.push(`  ${connection.id}: ${complaint}`);
  }
  if (missing.length === 0) return;
  throw new CommandError(
    [
      'No credential can be read, so nothing was asked and nothing was stored:',
      ...missing,
      'A run that a timer starts (--scheduled) records such a night all the same.',
    ].join('\n'),
  );
}

async function complaintOf(
  connection: Configuration['connections'][number],
  environment: Environment,
): Promise<string | null> {
  try {
    await readConnectionSecret(connection, environment);
    return null;
  } catch (error) {
    if (error instanceof CollectError) return error.message;
    throw error;
  }
}
