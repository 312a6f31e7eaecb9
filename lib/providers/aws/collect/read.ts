import type { AwsAccountSummary, AwsCredential } from '../../../evidence/datasets/aws.ts';
import { accountSummary, credentialReport } from '../../../evidence/datasets/aws.ts';
import { type ConnectionReader, type ReaderInput, type Reading, reads } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { type Identity, requestIdentity } from './identity.ts';
import { readOrganization } from './organization/read.ts';
import type { SignedRequest } from './organization/requests.ts';
import { requestReport, staleness } from './report.ts';
import { type AwsRequest, call, type Place } from './requests.ts';
import { faultsProblem, parseReport, parseSummary } from './schema.ts';
import { countsIn } from './summary.ts';

type Input = ReaderInput<Settings>;

/** One account, or all of an organization. */
export function read(input: Input): ConnectionReader<AwsRequest | SignedRequest> {
  const { organization } = input.connection.settings;
  return organization ? readOrganization(input, organization) : readAccount(input);
}

/** The credential report and the account summary. Either says whose answers it holds. */
export function readAccount(input: Input): ConnectionReader<AwsRequest> {
  return [reads(credentialReport, () => readReport(input)), reads(accountSummary, () => readSummary(input))];
}

export function placeOf({ connection }: Input): Place {
  return { endpoint: connection.endpoint, region: connection.settings.region };
}

function* readReport(input: Input): Reading<AwsCredential, AwsRequest> {
  const identity = yield* readIdentity(input);
  const { csv, generatedAt, receivedAt } = yield* requestReport(placeOf(input));
  const { rows, faults } = parseReport(csv, identity?.account ?? null);
  yield { records: rows };
  const problems = [staleness(generatedAt, [receivedAt, input.needs.now]), faultsProblem(faults)];
  for (const problem of problems) if (problem) yield { problem };
}

function* readSummary(input: Input): Reading<AwsAccountSummary, AwsRequest> {
  const identity = yield* readIdentity(input);
  const counts = countsIn(yield* call(placeOf(input), 'GetAccountSummary'));
  const { row, problems } = parseSummary(identity?.account ?? 'unknown', counts);
  yield { records: [row] };
  for (const problem of problems) yield { problem };
}

export function* readIdentity(input: Input): Reading<never, AwsRequest, Identity | null> {
  const identity = yield* requestIdentity(placeOf(input), input.connection.settings.account);
  if (identity) yield { source: { tenant: { id: identity.account, name: null }, principal: identity.arn } };
  return identity;
}
