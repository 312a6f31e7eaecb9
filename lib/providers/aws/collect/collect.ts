import type { AwsAccountSummary, AwsCredential } from '../../../evidence/datasets/aws.ts';
import { accountSummary, credentialReport } from '../../../evidence/datasets/aws.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { type AwsClient, awsClient } from './client.ts';
import { readAccessKey } from './credential.ts';
import { askIdentity, type Identity } from './identity.ts';
import { askReport, type ReportOptions, staleness, type Wait } from './report.ts';
import { faultsProblem, parseReport, parseSummary } from './schema.ts';
import { actions } from './setup.ts';

export type Session = CollectSession<Settings>;

/** Collects the two datasets, each on its own. */
export async function collect(session: Session, wait: Wait): Promise<void> {
  await session.dataset(credentialReport, (sink) => collectReport(session, sink, wait));
  await session.dataset(accountSummary, (sink) => collectSummary(session, sink));
}

async function collectReport(session: Session, sink: DatasetSink<AwsCredential>, wait: Wait): Promise<void> {
  const { client } = await connect(session, sink, 'credential-report');
  const { csv, generatedAt } = await askReport(client, reportOptions(session, wait));
  const { rows, faults } = parseReport(csv);
  await sink.add(rows);
  const problems = [staleness(generatedAt, [session.clock(), session.needs.now]), faultsProblem(faults)];
  for (const problem of problems) if (problem) sink.fault(problem);
}

async function collectSummary(session: Session, sink: DatasetSink<AwsAccountSummary>): Promise<void> {
  const { client, identity } = await connect(session, sink, 'account-summary');
  const { SummaryMap = {} } = await client.summary();
  const { row, problems } = parseSummary(identity?.account ?? 'unknown', SummaryMap);
  await sink.add([row]);
  for (const problem of problems) sink.fault(problem);
}

/** The client of one dataset, once it is known whose answers it will give. */
export async function connect(
  session: Session,
  sink: DatasetSink<never>,
  dataset: keyof typeof actions,
): Promise<{ readonly client: AwsClient; readonly identity: Identity | null }> {
  sink.source({ origin: 'api', scopes: actions[dataset] });
  const { credential, endpoint, settings } = session.connection;
  const accessKey = readAccessKey(credential);
  for (const value of [accessKey?.secretAccessKey, accessKey?.sessionToken]) if (value) sink.secret(value);
  const client = awsClient({
    region: settings.region,
    endpoint,
    accessKey,
    fetch: sink.fetch,
    secret: (value) => sink.secret(value),
    clock: session.clock,
  });
  const identity = await askIdentity(client, settings.account);
  if (identity) sink.source({ tenant: { id: identity.account, name: null }, principal: identity.arn });
  return { client, identity };
}

/** A stand-in at another address has the report at once or never. */
export function reportOptions({ connection, signal }: Session, wait: Wait): ReportOptions {
  return { wait, pollMs: connection.endpoint === null ? 2000 : 250, signal };
}
