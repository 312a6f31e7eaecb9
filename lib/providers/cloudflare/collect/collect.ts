import type { CloudflareAccount, CloudflareMember } from '../../../evidence/datasets/cloudflare.ts';
import * as datasets from '../../../evidence/datasets/cloudflare.ts';
import type { Problem } from '../../../evidence/problem.ts';
import type { CollectSession, DatasetSink, SourceFacts } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { type CloudflareClient, cloudflareClient } from './client.ts';
import { type Credential, readCredential } from './credential.ts';
import { readAccount, readMember } from './schema.ts';
import { hiddenFactors, nobodyThere, notShown } from './visibility.ts';

export type Session = CollectSession<Settings>;

/** What the first dataset tells the next. */
interface Learned {
  tenant: NonNullable<SourceFacts['tenant']>;
}

/** Collects the account and its members, each on its own. */
export async function collect(session: Session): Promise<void> {
  const learned: Learned = { tenant: { id: session.connection.settings.account, name: null } };
  await session.dataset(datasets.account, (sink) => collectAccount(session, sink, learned));
  await session.dataset(datasets.members, (sink) => collectMembers(session, sink, learned));
}

export interface Connected {
  readonly client: CloudflareClient;
  readonly credential: Credential;
}

/** Cloudflare through this dataset's fetch. Throws `not-configured` or `unauthenticated` without a usable token. */
export function connect({ connection }: Session, sink: DatasetSink<never>): Connected {
  const { endpoint, settings } = connection;
  sink.source({ origin: 'api', tenant: { id: settings.account, name: null } });
  const credential = readCredential(connection.credential);
  sink.secret(credential.token);
  sink.source({ principal: credential.kind });
  const { token } = credential;
  return {
    client: cloudflareClient({ token, fetch: sink.fetch, endpoint, account: settings.account }),
    credential,
  };
}

async function collectAccount(session: Session, sink: DatasetSink<CloudflareAccount>, learned: Learned) {
  const { client } = connect(session, sink);
  const wrong: string[] = [];
  const account = readAccount(await client.account(), session.connection.settings.account, wrong);
  learned.tenant = { id: account.id, name: account.name };
  sink.source({ tenant: learned.tenant });
  await sink.add([account]);
  if (wrong.length > 0) sink.fault(malformed([`the account: ${wrong.join(', ')} of the wrong type`]));
  else if (account.enforceTwoFactor === null) sink.fault(notShown);
}

async function collectMembers(session: Session, sink: DatasetSink<CloudflareMember>, learned: Learned) {
  const { client } = connect(session, sink);
  sink.source({ tenant: learned.tenant });
  const faults: string[] = [];
  const seen: CloudflareMember[] = [];
  let listed = 0;
  let total: number | null = null;
  try {
    for await (const { items, info } of client.members()) {
      const page = items.flatMap((item) => memberOf(item, faults));
      seen.push(...page);
      listed += items.length;
      total = Math.max(total ?? 0, info.total ?? 0);
      await sink.add(page);
    }
    for (const problem of [...shortfall(listed, total), ...nobodyThere(seen), ...hiddenFactors(seen)])
      sink.fault(problem);
  } finally {
    if (faults.length > 0) sink.fault(malformed(faults));
  }
}

function memberOf(item: unknown, faults: string[]): readonly CloudflareMember[] {
  const wrong: string[] = [];
  const member = readMember(item, wrong);
  if (member === null) faults.push('a member without an id, who was left out');
  else if (wrong.length > 0) faults.push(`member ${member.id}: ${wrong.join(', ')} of the wrong type`);
  return member === null ? [] : [member];
}

/** Cloudflare counts them on every page: fewer than that came when somebody was passed over. */
function shortfall(listed: number, total: number | null): readonly Problem[] {
  if (total === null || listed >= total) return [];
  const message = `Cloudflare counts ${total} members and listed ${listed}. Run again; if it stays, tell the provider.`;
  return [{ code: 'truncated', message }];
}

function malformed(faults: readonly string[]): Problem {
  const more = faults.length > 3 ? `; and ${faults.length - 3} more` : '';
  return {
    code: 'malformed',
    message: `Not as Cloudflare documents it: ${faults.slice(0, 3).join('; ')}${more}. Fields of the wrong type count as unknown; the raw answers show what came.`,
  };
}
