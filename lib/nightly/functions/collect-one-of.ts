import { type Environment, EnvironmentError, required, variables } from '../../config/environment.ts';
import type { AnyProvider } from '../../providers/provider.ts';
import { collectFunction } from './collect.ts';
import type { LambdaContext, Means } from './define.ts';
import type { CollectEvent, CollectOutput } from './events.ts';

/** The function that collects from one of several providers that share their code: the environment names it. */
export function collectOneOf(
  collectors: readonly { readonly id: string }[],
  means: Partial<Means> = {},
): (event: CollectEvent, context?: LambdaContext) => Promise<CollectOutput> {
  let made: ReturnType<typeof collectFunction> | undefined;
  return async (event, context) => {
    made ??= collectFunction(namedIn(means.environment ?? process.env, collectors), means);
    return await made(event, context);
  };
}

function namedIn(environment: Environment, collectors: readonly { readonly id: string }[]): AnyProvider {
  const id = required(environment, variables.provider);
  const found = collectors.find((one) => one.id === id);
  if (found) return found as AnyProvider;
  const ids = collectors.map((one) => one.id).join(', ');
  throw new EnvironmentError(
    `${variables.provider} is ${JSON.stringify(id)}, and this function collects from ${ids}.`,
  );
}
