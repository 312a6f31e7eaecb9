import type { RunContext } from '../run-context.ts';
import { collectConnection, recordNotCollected } from './connection.ts';

/** Every connection on its own and all at once: they are different providers with different limits. */
export async function collect(
  context: RunContext,
  earlier: readonly string[],
  only: readonly string[] | null,
): Promise<void> {
  await Promise.all(
    context.configuration.connections.map((connection) =>
      only && !only.includes(connection.id)
        ? recordNotCollected(context, connection, {
            code: 'not-asked',
            message: `The run was started for ${only.join(', ')} only, so ${connection.id} was not asked.`,
          })
        : collectConnection(context, connection, earlier),
    ),
  );
}
