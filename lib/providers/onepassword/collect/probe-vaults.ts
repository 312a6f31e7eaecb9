import { CollectError, type Problem } from '../../../evidence/problem.ts';
import type { Session } from './connect.ts';
import type { ExportContent } from './export.ts';
import { limitsOf } from './read.ts';
import { accessIn, readExportPart, vaultsIn } from './read-export.ts';
import { readSdkAccess } from './read-sdk.ts';
import { type Requests, requestSdk } from './requests.ts';
import type { Part } from './vault-part.ts';

/** The questions of the two datasets that a source of vaults feeds. Each throws `CollectError` for what is missing. */
interface VaultProbes {
  readonly list: () => Requests<string>;
  readonly access: () => Requests<string>;
}

/** An export is read whole, as at night, and so is the one that events go on from; of the SDK only one vault is asked. */
export function probeVaults(session: Session): VaultProbes {
  return session.connection.settings.source === 'sdk' ? ofSdk : ofExport(session);
}

function ofExport(session: Session): VaultProbes {
  const read = function* <Row>(pick: (content: ExportContent) => Part<Row>, what: string): Requests<string> {
    const { leftOut, source, ...part } = yield* readExportPart(limitsOf(session), pick);
    const holds = `The export of ${source.exportedAt} holds ${rowsOf(part).length} ${what}.`;
    if (leftOut.length === 0) return holds;
    return `${holds} It also holds what does not belong into one, and is not kept: ${leftOut.join(', ')}.`;
  };
  return {
    list: () => read(vaultsIn, 'vaults'),
    access: () => read(accessIn, 'entries of access lists'),
  };
}

const ofSdk: VaultProbes = {
  *list() {
    const seen = yield* vaultsSeen();
    return `The service account sees ${seen} vaults; those that it was not given cannot be seen at all.`;
  },
  *access() {
    yield* vaultsSeen();
    const rows = rowsOf(yield* readSdkAccess(1));
    return `The service account sees who has a vault (${rows.length} users and groups in the first one).`;
  },
};

function* vaultsSeen(): Requests<number> {
  const response: unknown = JSON.parse((yield* requestSdk('vaults.list')).text);
  if (!Array.isArray(response))
    throw new CollectError('malformed', '1Password SDK, vaults.list: not a list.');
  if (response.length > 0) return response.length;
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
