/** What npm answers, by the OpenAPI at https://api-docs.npmjs.com, which it publishes in no package. */
export interface Answers {
  members: Record<string, 'admin' | 'developer' | 'owner'>;
  packages: Record<string, 'read' | 'write'>;
  whoami: { username: string };
  tokens: { objects: Token[]; total: number; urls: Record<'next' | 'prev', string> };
  refusal: { error: string } | { message: string };
}

interface Token {
  accessed: string;
  bypass_2fa: boolean;
  cidr: string[];
  created: string;
  description: string;
  expiry: string;
  key: string;
  name: string;
  permissions: { name: string; action: string }[];
  readonly: boolean;
  revoked: string;
  scopes: { type: string; name: string }[];
  token: string;
  updated: string;
}
