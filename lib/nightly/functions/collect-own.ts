import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { KnownProviders } from '../../config/configuration.ts';
import { type Environment, EnvironmentError, required, variables } from '../../config/environment.ts';
import { loadConfigurationNow } from '../../config/load.ts';
import { declaredCollector } from '../../declared/collect/collector.ts';
import { loadOwnProvider } from '../../own-providers/load.ts';
import { collectFunction } from './collect.ts';
import type { LambdaContext, Means } from './define.ts';
import type { CollectEvent, CollectOutput } from './events.ts';

/** Of the company's own files, the function holds that of its provider alone. */
const named: KnownProviders = {
  providers: [],
  isPart: true,
  own: (file) => (existsSync(file) ? loadOwnProvider(file) : null),
};

/** The function that collects from a provider that a company's own file declares: one for each such provider. */
export function collectOwnFunction(means: Partial<Means> = {}) {
  let made: ReturnType<typeof collectFunction> | undefined;
  return async (event: CollectEvent, context?: LambdaContext): Promise<CollectOutput> => {
    made ??= collectFunction(providerIn(means.environment ?? process.env), means, named);
    return await made(event, context);
  };
}

function providerIn(environment: Environment) {
  const id = required(environment, variables.provider);
  const file = resolve(required(environment, variables.configuration));
  const found = loadConfigurationNow(file, named).ownProviders.find(({ said }) => said.id === id);
  if (found) return declaredCollector(found.declaration);
  throw new EnvironmentError(
    `${variables.provider} is ${JSON.stringify(id)}, and no file beside this function declares it.`,
  );
}
