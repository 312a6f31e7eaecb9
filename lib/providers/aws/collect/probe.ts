import type { Dataset } from '../../../evidence/dataset.ts';
import { accountSummary, credentialReport } from '../../../evidence/datasets/aws.ts';
import { CollectError, findCollectError } from '../../../evidence/problem.ts';
import { verdictOf } from '../../probe-dataset.ts';
import type { DatasetSink, ProbeResult } from '../../provider.ts';
import type { AwsClient } from './client.ts';
import { connect, reportOptions, type Session } from './collect.ts';
import { askReport, type Wait } from './report.ts';
import { faultsProblem, parseReport, parseSummary } from './schema.ts';
import { actions } from './setup.ts';

type Name = keyof typeof actions;
type Question = (client: AwsClient) => Promise<string>;

/** One line for each dataset: whether it can be collected, or what to grant. */
export async function probe(session: Session, wait: Wait): Promise<readonly ProbeResult[]> {
  return [
    await ask(session, credentialReport, 'credential-report', (client) => probeReport(client, session, wait)),
    await ask(session, accountSummary, 'account-summary', probeSummary),
  ];
}

async function ask<Row extends object>(
  session: Session,
  dataset: Dataset<Row>,
  name: Name,
  question: Question,
): Promise<ProbeResult> {
  let result: ProbeResult = { dataset: name, verdict: 'unknown', message: 'Not asked.' };
  await session.dataset(dataset, async (sink) => {
    result = await resultOf(session, sink, name, question);
  });
  return result;
}

async function resultOf(
  session: Session,
  sink: DatasetSink<never>,
  dataset: Name,
  question: Question,
): Promise<ProbeResult> {
  try {
    const { client, identity } = await connect(session, sink, dataset);
    const found = await question(client);
    const who = identity ? ` Account ${identity.account}, as ${identity.arn}.` : '';
    return { dataset, verdict: 'pass', message: `${found}${who}` };
  } catch (error) {
    const known = findCollectError(error);
    if (!known) throw error;
    const grant = known.code === 'denied' ? ` Needed: ${actions[dataset].join(', ')}.` : '';
    const verdict = verdictOf(known);
    return { dataset, verdict, message: `${known.message}${grant}` };
  }
}

/** There is no smaller question that needs the same permissions; AWS writes a new report every four hours at most. */
async function probeReport(client: AwsClient, session: Session, wait: Wait): Promise<string> {
  const { csv, generatedAt } = await askReport(client, reportOptions(session, wait));
  const { faults, rows } = parseReport(csv);
  const problem = faultsProblem(faults);
  if (problem) throw new CollectError(problem.code, problem.message);
  return `The credential report of ${generatedAt.toISOString()} lists root and ${rows.length - 1} users.`;
}

async function probeSummary(client: AwsClient): Promise<string> {
  const { SummaryMap = {} } = await client.summary();
  const [problem] = parseSummary('', SummaryMap).problems;
  if (problem) throw new CollectError(problem.code, problem.message);
  return 'The account summary can be read.';
}
