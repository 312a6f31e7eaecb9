import { CollectError, type Problem } from '../../../evidence/problem.ts';
import type { DatasetSink } from '../../provider.ts';
import { vaultSource } from './choose-source.ts';
import { credentialFor, type Session } from './collect.ts';
import { need } from './credential.ts';
import type { CreateClient, VaultClient } from './sdk.ts';
import { sdkSource } from './sdk-source.ts';
import type { Part, VaultSnapshot } from './vault-source.ts';

/** Asks one small question. Resolves to what was found; throws `CollectError` for what is missing. */
export type Question = (sink: DatasetSink<never>) => Promise<string>;

/** The questions of the two datasets that a vault source feeds. */
interface Questions {
  readonly list: Question;
  readonly access: Question;
}

/** An export is read whole, as at night; of the SDK only one vault is asked. */
export function probeVaults(session: Session, createClient: CreateClient): Questions {
  const isExport = session.connection.settings.source === 'export';
  return isExport ? ofExport(session, createClient) : ofSdk(session, createClient);
}

function ofExport(session: Session, createClient: CreateClient): Questions {
  const read = async (part: (whole: VaultSnapshot) => Part<unknown>, what: string) => {
    const whole = await vaultSource(session, () => ({}), createClient)();
    const rows = rowsOf(part(whole));
    return `The export of ${whole.source.exportedAt} holds ${rows.length} ${what}.`;
  };
  return {
    list: () => read((whole) => whole.vaults, 'vaults'),
    access: () => read((whole) => whole.access, 'entries of access lists'),
  };
}

function ofSdk(session: Session, createClient: CreateClient): Questions {
  const connect = (sink: DatasetSink<never>) => {
    const { serviceAccountToken } = need(credentialFor(session, sink), 'vaults', ['serviceAccountToken']);
    return createClient({
      token: serviceAccountToken,
      endpoint: session.connection.endpoint,
      signal: session.signal,
    });
  };
  return {
    list: async (sink) => {
      const seen = await vaultsOf(await connect(sink));
      return `The service account sees ${seen.length} vaults; those that it was not given cannot be seen at all.`;
    },
    access: async (sink) => {
      const client = await connect(sink);
      const [first] = await vaultsOf(client);
      const whole = await sdkSource(async () => ({ ...client, listVaults: async () => [first] }))();
      const rows = rowsOf(whole.access);
      return `The service account sees who has a vault (${rows.length} users and groups in the first one).`;
    },
  };
}

async function vaultsOf(client: VaultClient): Promise<readonly unknown[]> {
  const answer = await client.listVaults();
  if (!Array.isArray(answer)) throw new CollectError('malformed', '1Password SDK, vaults.list: not a list.');
  if (answer.length > 0) return answer;
  throw new CollectError(
    'not-visible',
    'The service account sees no vault. Give it the shared vaults to read.',
  );
}

function rowsOf<Row>({ problems, rows }: Part<Row>): readonly Row[] {
  const [first] = problems;
  if (first) throw new CollectError(first.code, messagesOf(problems));
  return rows;
}

function messagesOf(problems: readonly Problem[]): string {
  return problems.map(({ message }) => message).join(' ');
}
