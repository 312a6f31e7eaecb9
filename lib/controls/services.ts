import { aws } from './aws/index.ts';
import { cloudflare } from './cloudflare/index.ts';
import { github } from './github/index.ts';
import { googleWorkspace } from './google-workspace/index.ts';
import { npm } from './npm/index.ts';
import { onepassword } from './onepassword/index.ts';
import type { Service } from './service.ts';
import { slack } from './slack/index.ts';

/** Every service that has controls of its own. A new one is one line here, as its provider is one in that map. */
export const services: readonly Service[] = [
  googleWorkspace,
  onepassword,
  github,
  slack,
  npm,
  aws,
  cloudflare,
];

/** Whether people sign in at a provider with an account that is not the company's own for signing in: not so in the DNS. */
export function hasOwnSignIn(provider: string): boolean {
  return provider !== googleWorkspace.provider && services.some((service) => service.provider === provider);
}
