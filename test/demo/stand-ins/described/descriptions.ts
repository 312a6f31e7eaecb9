import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readDescription } from '../../../providers/github/described.ts';
import { compiled, type Described } from './compiled.ts';
import type { Held } from './held.ts';

/** What vendors say of their own answers. */
export interface Descriptions {
  /** What is not as its vendor describes it, `service, question: words`; empty where all is. */
  faults(held: readonly Held[]): Promise<readonly string[]>;
  /** Services whose description could not be had, and whose answers are not looked at. In CI there are none. */
  readonly missing: readonly string[];
}

export function readDescriptions(): Descriptions {
  const github = readDescription();
  const folders = { cloudflare: typesOf('cloudflare'), op: typesOf('op') };
  const here = { github, cloudflare: folders.cloudflare, onepassword: folders.op };
  const missing = Object.entries(here).flatMap(([service, found]) => (found === null ? [service] : []));
  return {
    missing,
    async faults(held) {
      const known = held.filter(({ service }) => !missing.includes(service));
      const typed = known.filter(({ service }) => service !== 'github');
      const others = known.filter(({ service }) => service === 'github');
      const strange = others.flatMap(({ question, status, value }) =>
        (github?.strangers(question, String(status), value) ?? []).map(
          (one) => `github, ${question}: ${one}`,
        ),
      );
      return [...strange, ...(await compiled(typed, (service) => describedBy(service, folders)))];
    },
  };
}

/** The folder of types that a vendor publishes; null, with a line that says why, where it cannot be had. */
function typesOf(vendor: 'cloudflare' | 'op'): string | null {
  const script = join(import.meta.dirname, '../../../../scripts/vendor-description.mjs');
  const found = spawnSync(process.execPath, [script, vendor], { encoding: 'utf8' });
  if (found.status === 0) return found.stdout.trim();
  if (process.env.CI) throw new Error(found.stderr);
  process.stderr.write(`${found.stderr.trim()} What needs it is not looked at.\n`);
  return null;
}

type Folders = Readonly<Record<'cloudflare' | 'op', string | null>>;

/** Types that are given to a service's answers, since they are in no dependency: their names, each with its file. */
const given: Readonly<
  Partial<Record<Held['service'], (folders: Folders) => Readonly<Record<string, string>>>>
> = {
  cloudflare: ({ cloudflare }) => ({
    Account: `${cloudflare}/resources/accounts/accounts.js`,
    Member: `${cloudflare}/resources/shared.js`,
    TokenVerifyResponse: `${cloudflare}/resources/accounts/tokens/tokens.js`,
  }),
  onepassword: ({ op }) =>
    Object.fromEntries(
      ['Vault', 'VaultUser', 'VaultGroup', 'Group', 'GroupUser'].map((name) => [
        name,
        `${op}/dist/src/index.js`,
      ]),
    ),
};

function describedBy(service: Held['service'], folders: Folders): Described {
  const types = Object.entries(given[service]?.(folders) ?? {});
  const names = types.map(([name]) => name);
  return {
    imports: [
      `import type { Answers as ${service} } from '${join(import.meta.dirname, `${service}.ts`)}';`,
      ...types.map(([name, file]) => `import type { ${name} } from '${file}';`),
    ],
    answers: names.length > 0 ? `${service}<${names.join(', ')}>` : service,
  };
}
