import type { KnownProviders } from '../../config/configuration.ts';
import { type Environment, EnvironmentError, required, variables } from '../../config/environment.ts';
import type { AnyProvider } from '../../providers/provider.ts';
import { collectFunction } from './collect.ts';
import type { LambdaContext, Means } from './define.ts';
import type { CollectEvent, CollectOutput } from './events.ts';

/** Where a function that may collect from several providers finds the one that its environment names. */
interface Choice {
  readonly find: (id: string, environment: Environment) => AnyProvider | undefined;
  /** What is said where it is not found: `this function collects from …`. */
  readonly otherwise: string;
  /** What the configuration may name. Default: the provider. */
  readonly named?: KnownProviders;
}

/** The function that collects from the provider that the environment names. It is looked for when first called. */
export function collectNamed(
  { named, ...choice }: Choice,
  means: Partial<Means>,
): (event: CollectEvent, context?: LambdaContext) => Promise<CollectOutput> {
  let made: ReturnType<typeof collectFunction> | undefined;
  return async (event, context) => {
    made ??= collectFunction(chosen(choice, means.environment ?? process.env), means, named);
    return await made(event, context);
  };
}

function chosen({ find, otherwise }: Choice, environment: Environment): AnyProvider {
  const id = required(environment, variables.provider);
  const found = find(id, environment);
  if (found) return found;
  throw new EnvironmentError(`${variables.provider} is ${JSON.stringify(id)}, and ${otherwise}.`);
}
