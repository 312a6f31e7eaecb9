import type { Secrets } from './redact.ts';

const secretFields = [
  'client_secret',
  'client_assertion',
  'assertion',
  'refresh_token',
  'subject_token',
  'password',
];

/** Registers what a request itself gives away: its credential, and the secret fields of a form (`client_secret=…`). */
export function addRequestSecrets(init: RequestInit, headers: Headers, secrets: Secrets): void {
  const [scheme = '', credential = ''] = (headers.get('authorization') ?? '').split(/\s+/, 2);
  secrets.add(credential);
  if (scheme.toLowerCase() === 'basic') secrets.add(passwordIn(credential));
  const form = formIn(init.body);
  for (const field of secretFields) secrets.add(form?.get(field) ?? '');
}

function passwordIn(credential: string): string {
  const pair = Buffer.from(credential, 'base64').toString();
  return pair.slice(pair.indexOf(':') + 1);
}

function formIn(body: RequestInit['body']): URLSearchParams | undefined {
  if (body instanceof URLSearchParams) return body;
  return typeof body === 'string' ? new URLSearchParams(body) : undefined;
}
