import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownProviders } from '../../config/configuration.ts';
import { type Environment, required, variables } from '../../config/environment.ts';
import { declaredCollector } from '../../declared/collect/collector.ts';
import { loadOwnProvider } from '../../own-providers/load.ts';
import { anyProvider } from '../../providers/provider.ts';
import { collectNamed } from './collect-named.ts';
import type { Means } from './define.ts';

/** Of the company's own files, the function holds that of its provider alone. */
const named: KnownProviders = {
  providers: [],
  isPart: true,
  own: (file) => (existsSync(file) ? loadOwnProvider(file) : null),
};

/** The function that collects from a provider that a company's own file declares: one for each such provider. */
export function collectOwnFunction(means: Partial<Means> = {}) {
  return collectNamed({ find, named, otherwise: 'no file beside this function declares it' }, means);
}

function find(id: string, environment: Environment) {
  const file = join(
    required(environment, variables.ownProviders),
    required(environment, variables.ownProvider),
  );
  const found = existsSync(file) ? loadOwnProvider(file) : null;
  return found?.said.id === id ? anyProvider(declaredCollector(found.declaration)) : undefined;
}
