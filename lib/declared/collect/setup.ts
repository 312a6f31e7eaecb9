import type { ProviderSetup } from '../../providers/provider.ts';
import type { ProviderDeclaration } from '../declaration.ts';
import { memberNames } from './credential.ts';

/** What `exhibit init` prints of a declared provider. */
export function setupOf({ auth, id, setup }: ProviderDeclaration): ProviderSetup {
  const variable = `${id.replaceAll('-', '_').toUpperCase()}_${memberNames(auth) ? 'CREDENTIALS' : 'TOKEN'}`;
  const lines = [
    `  - id: ${id}`,
    `    provider: ${id}`,
    `    credentials: env:${variable}     # ${auth.what}: env:NAME, file:PATH or secret:NAME`,
    ...setup.example.map((line) => `    ${line}`),
  ];
  return { example: `${lines.join('\n')}\n`, scopes: setup.scopes, steps: setup.steps };
}
