import { CollectError } from '../evidence/problem.ts';
import { FileError, madeText } from '../files/made-file.ts';
import type { Connection, SecretReference } from './configuration.ts';
import { ItemUnread, readItem } from './one-password-item.ts';
import { SecretError } from './secret-error.ts';
import { readSecretsManager } from './secrets-manager.ts';

/**
 * The text of a secret, without the newline that editors and shells put at its end. Throws `SecretError`.
 * `readManaged` asks Secrets Manager; by default that of the caller's own AWS account.
 */
export async function readSecret(
  reference: SecretReference,
  environment: Readonly<Record<string, string | undefined>>,
  readManaged: (name: string) => Promise<string> = readSecretsManager,
): Promise<string> {
  const { place, advice } = describe(reference);
  const raw = await readFrom(reference, environment, readManaged);
  if (raw === undefined) throw new SecretError('missing', `${place} is not there — ${advice}`);
  const text = raw.replace(/\r?\n$/, '');
  if (text.trim() === '') throw new SecretError('empty', `${place} is empty — ${advice}`);
  return text;
}

/**
 * A connection's credential; null where it has none. One that is missing is that connection's problem, not the night's,
 * and no choice to do without: `unauthenticated`, and not `not-configured`.
 */
export async function readConnectionSecret(
  { credentials }: Pick<Connection, 'credentials'>,
  environment: Readonly<Record<string, string | undefined>>,
  readManaged?: (name: string) => Promise<string>,
): Promise<string | null> {
  if (!credentials) return null;
  try {
    return await readSecret(credentials, environment, readManaged);
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    throw new CollectError('unauthenticated', error.message, { cause: error });
  }
}

async function readFrom(
  { from, name }: SecretReference,
  environment: Readonly<Record<string, string | undefined>>,
  readManaged: (name: string) => Promise<string>,
): Promise<string | undefined> {
  if (from === 'env') return environment[name];
  try {
    if (from === 'op') return await readItem(name, environment);
    return await (from === 'file' ? madeText(name, 1) : readManaged(name));
  } catch (cause) {
    const reason = reasonOf(cause);
    if (reason === 'ENOENT' || reason === 'ResourceNotFoundException') return undefined;
    const { place, advice } = describe({ from, name });
    throw new SecretError('unreadable', `${place} could not be read (${reason}) — ${advice}`, { cause });
  }
}

/** The error's kind. Its message is left out: it is not ours, and could hold anything. */
function reasonOf(cause: unknown): string {
  if (cause instanceof ItemUnread) return cause.message;
  if (cause instanceof FileError) return cause.reason;
  const { code, name } = Object(cause) as { code?: unknown; name?: unknown };
  return [code, name].find((kind) => typeof kind === 'string') ?? 'unknown error';
}

function describe({ from, name }: SecretReference): { place: string; advice: string } {
  switch (from) {
    case 'env':
      return { place: `The environment variable ${name}`, advice: 'set it to the secret' };
    case 'file':
      return { place: `The file ${name}`, advice: 'put the secret there, readable by this user alone' };
    case 'op':
      return {
        place: `The item ${name}`,
        advice: 'sign in with `op signin`, or give OP_SERVICE_ACCOUNT_TOKEN, and try `op read` with it',
      };
    case 'secret':
      return {
        place: `The secret ${name} in AWS Secrets Manager`,
        advice: 'create it in this account and region, and allow secretsmanager:GetSecretValue on it',
      };
  }
}
