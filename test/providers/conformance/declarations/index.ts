import type { Declaration } from '../declaration.ts';
import { aws } from './aws.ts';
import { cloudflare } from './cloudflare.ts';
import { dns } from './dns.ts';
import { github } from './github.ts';
import { googleWorkspace } from './google-workspace.ts';
import { npm } from './npm.ts';
import { onepassword } from './onepassword.ts';
import { slack } from './slack.ts';

/** What the table is told of each provider, by its id. One that is missing fails. */
export const declarations: Readonly<Record<string, Declaration>> = {
  'google-workspace': googleWorkspace,
  onepassword,
  github,
  slack,
  npm,
  aws,
  cloudflare,
  dns,
};
