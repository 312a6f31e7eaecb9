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
  const cloudflare = cloudflareTypes();
  const missing = [...(github ? [] : ['github']), ...(cloudflare ? [] : ['cloudflare'])];
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
      return [...strange, ...(await compiled(typed, (service) => describedBy(service, cloudflare ?? '')))];
    },
  };
}

/** The folder of the types that Cloudflare publishes; null, with a line that says why, where it cannot be had. */
function cloudflareTypes(): string | null {
  const script = join(import.meta.dirname, '../../../../scripts/vendor-description.mjs');
  const found = spawnSync(process.execPath, [script, 'cloudflare'], { encoding: 'utf8' });
  if (found.status === 0) return found.stdout.trim();
  if (process.env.CI) throw new Error(found.stderr);
  process.stderr.write(`${found.stderr.trim()} What needs it is not looked at.\n`);
  return null;
}

function describedBy(service: Held['service'], cloudflare: string): Described {
  const own = `import type { Answers as ${service} } from '${join(import.meta.dirname, `${service}.ts`)}';`;
  if (service !== 'cloudflare') return { imports: [own], answers: service };
  const at = (name: string, path: string) =>
    `import type { ${name} } from '${cloudflare}/resources/${path}.js';`;
  return {
    imports: [
      own,
      at('Account', 'accounts/accounts'),
      at('Member', 'shared'),
      at('TokenVerifyResponse', 'accounts/tokens/tokens'),
    ],
    answers: 'cloudflare<Account, Member, TokenVerifyResponse>',
  };
}
