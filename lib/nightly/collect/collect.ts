import type { CollectContext } from '../run-context.ts';
import { collectConnection, recordNotCollected } from './connection.ts';

/**
 * Every connection on its own and all at once: they are different providers with different limits. Should one not
 * be stored, the others are still collected to their end before that is raised.
 */
export async function collect(
  given: CollectContext,
  earlier: readonly string[],
  only: readonly string[] | null,
): Promise<void> {
  const { limits } = given.configuration;
  const context = { ...given, endsAt: performance.now() + limits.runSeconds * 1000 };
  const outcomes = await Promise.allSettled(
    context.configuration.connections.map((connection) =>
      only && !only.includes(connection.id)
        ? recordNotCollected(context, connection, {
            code: 'not-asked',
            message: `The run was started for ${only.join(', ')} only, so ${connection.id} was not asked.`,
          })
        : collectConnection(context, connection, earlier),
    ),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
