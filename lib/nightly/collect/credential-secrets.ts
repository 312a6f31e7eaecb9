import type { Secrets } from '../../http/redact.ts';

/** Registers a token whole, and of a JSON credential each field that is secret: a provider may echo any of it. */
export function registerSecrets(secrets: Secrets, credential: string): void {
  const fields = fieldsOf(credential);
  if (!fields) secrets.add(credential);
  for (const [name, value] of fields ?? [])
    if (typeof value === 'string' && /secret|token$|private_key|password/i.test(name)) secrets.add(value);
}

function fieldsOf(credential: string): [string, unknown][] | null {
  try {
    const parsed: unknown = JSON.parse(credential);
    return typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : null;
  } catch {
    return null;
  }
}
