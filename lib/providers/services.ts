import type { Service } from '../judging/service.ts';
import { aws } from './aws/service.ts';
import { cloudflare } from './cloudflare/service.ts';
import { github } from './github/service.ts';
import { googleWorkspace } from './google-workspace/service.ts';
import { npm } from './npm/service.ts';
import { onepassword } from './onepassword/service.ts';
import { slack } from './slack/service.ts';

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
