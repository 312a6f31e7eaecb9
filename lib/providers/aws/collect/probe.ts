import type { Dataset } from '../../../evidence/dataset.ts';
import { accountSummary, credentialReport } from '../../../evidence/datasets/aws.ts';
import { CollectError, findCollectError } from '../../../evidence/problem.ts';
import { result } from '../../follow.ts';
import { verdictOf } from '../../probe-dataset.ts';
import type { DatasetSink, ProbeResult } from '../../provider.ts';
import { connect, type Session, scopesOf } from './collect.ts';
import { probeOrganization } from './organization/probe.ts';
import type { Wait } from './pause.ts';
import { placeOf, readIdentity } from './read.ts';
import { requestReport } from './report.ts';
import { call, type Requests } from './requests.ts';
import { faultsProblem, parseReport, parseSummary } from './schema.ts';
import { countsIn } from './summary.ts';

type ProbeRequests = (session: Session, account: string | null) => Requests<string>;

/** One line for each dataset: whether it can be collected, or what to grant. */
export async function probe(session: Session, wait: Wait): Promise<readonly ProbeResult[]> {
  const { organization } = session.connection.settings;
  if (organization) return await probeOrganization(session, organization, wait);
  return [
    await tryOne(session, credentialReport, wait, probeReport),
    await tryOne(session, accountSummary, wait, probeSummary),
  ];
}

async function tryOne<Row extends object>(
  session: Session,
  dataset: Dataset<Row>,
  wait: Wait,
  request: ProbeRequests,
): Promise<ProbeResult> {
  let found: ProbeResult = { dataset: dataset.name, verdict: 'unknown', message: 'Not asked.' };
  await session.dataset(dataset, async (sink) => {
    found = await resultOf(session, sink, { dataset: dataset.name, wait, request });
  });
  return found;
}

interface Asked {
  readonly dataset: string;
  readonly wait: Wait;
  readonly request: ProbeRequests;
}

async function resultOf(
  session: Session,
  sink: DatasetSink<never>,
  { dataset, wait, request }: Asked,
): Promise<ProbeResult> {
  try {
    const client = connect(session, sink, dataset, wait);
    const identity = await result(readIdentity(session), client);
    const found = await result(request(session, identity?.account ?? null), client);
    const who = identity ? ` Account ${identity.account}, as ${identity.arn}.` : '';
    return { dataset, verdict: 'pass', message: `${found}${who}` };
  } catch (error) {
    const known = findCollectError(error);
    if (!known) throw error;
    const grant = known.code === 'denied' ? ` Needed: ${scopesOf(dataset).join(', ')}.` : '';
    const verdict = verdictOf(known);
    return { dataset, verdict, message: `${known.message}${grant}` };
  }
}

/** There is no smaller question that needs the same permissions; AWS writes a new report every four hours at most. */
function* probeReport(session: Session, account: string | null): Requests<string> {
  const { csv, generatedAt } = yield* requestReport(placeOf(session));
  const { faults, rows } = parseReport(csv, account);
  const problem = faultsProblem(faults);
  if (problem) throw new CollectError(problem.code, problem.message);
  return `The credential report of ${generatedAt.toISOString()} lists root and ${rows.length - 1} users.`;
}

function* probeSummary(session: Session): Requests<string> {
  const counts = countsIn(yield* call(placeOf(session), 'GetAccountSummary'));
  const [problem] = parseSummary('', counts).problems;
  if (problem) throw new CollectError(problem.code, problem.message);
  return 'The account summary can be read.';
}
