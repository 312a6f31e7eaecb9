import type { NpmAccount } from '../../../evidence/datasets/npm.ts';
import * as datasets from '../../../evidence/datasets/npm.ts';
import {
  type ConnectionReader,
  type ProviderRequest,
  type ReaderInput,
  type Reading,
  reads,
} from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { registryBase, requestList, requestName } from './requests.ts';
import { type Read, readMembers, readPackages } from './schema.ts';
import { seeTokens } from './tokens.ts';

/** The organization's members and packages, and the account that asks. */
export function read({ connection }: ReaderInput<Settings>): ConnectionReader<ProviderRequest> {
  const { org } = connection.settings;
  const base = registryBase(connection.endpoint);
  return [
    reads(datasets.members, function* () {
      yield* given(readMembers(yield* requestList(base, org, 'user'), org), 'role');
    }),
    reads(datasets.packages, function* () {
      yield* given(readPackages(yield* requestList(base, org, 'package')), 'permission');
    }),
    reads(datasets.account, () => readAccount(base)),
  ];
}

function* given<Row extends object>({ rows, wrong }: Read<Row>, what: string): Reading<Row, ProviderRequest> {
  yield { records: rows };
  if (wrong.length === 0) return;
  const more = wrong.length > 3 ? ` and ${wrong.length - 3} more` : '';
  const message = `npm gives ${wrong.slice(0, 3).join(', ')}${more} a ${what} that it does not document; it counts as unknown. The raw answer shows what came.`;
  yield { problem: { code: 'malformed', message } };
}

/** A list of tokens that broke off is kept as far as it came, because one token can be enough to object to. */
function* readAccount(base: string): Reading<NpmAccount, ProviderRequest> {
  const name = yield* requestName(base);
  if (name !== null) yield { source: { principal: name } };
  const { tokens, problems } = yield* seeTokens(base);
  if (tokens !== null || problems.length === 0) yield { records: [{ name, tokens }] };
  for (const problem of problems) yield { problem };
}
