import type { ProviderSetup } from '../../providers/provider.ts';
import type { ProviderDeclaration } from '../declaration.ts';
import type { SettingKey } from '../setting-keys.ts';
import { memberNames } from './credential.ts';

/** What `exhibit init` prints of a declared provider. */
export function setupOf({ auth, id, settings, setup }: ProviderDeclaration): ProviderSetup {
  const variable = `${id.replaceAll('-', '_').toUpperCase()}_${memberNames(auth) ? 'CREDENTIALS' : 'TOKEN'}`;
  const keys = setup.example ?? Object.entries(settings).map(([name, key]) => keyLine(name, key));
  const lines = [
    `  - id: ${id}`,
    `    provider: ${id}`,
    `    credentials: env:${variable}     # ${auth.what}: env:NAME, file:PATH or secret:NAME`,
    ...keys.map((line) => `    ${line}`),
  ];
  return { example: `${lines.join('\n')}\n`, scopes: setup.scopes, steps: setup.steps };
}

/** What may be left out stands there as a remark, with what it is then. */
function keyLine(name: string, key: SettingKey): string {
  const words =
    'form' in key ? key.words : key.is === 'server' ? 'the address of the server' : 'true or false';
  const line =
    key.default === undefined ? `${name}: YOUR_${name.toUpperCase()}` : `# ${name}: ${key.default}`;
  return `${line.padEnd(37)} # ${words}`;
}
