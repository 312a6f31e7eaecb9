import type { AwsAccountSummary, AwsCredential } from '../../../evidence/datasets/aws.ts';
import { accountSummary, credentialReport } from '../../../evidence/datasets/aws.ts';
import { type ConnectionReader, type ReaderInput, type Reading, reads } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { askIdentity, type Identity } from './identity.ts';
import type { SignedQuestion } from './organization/questions.ts';
import { readOrganization } from './organization/read.ts';
import { type AwsQuestion, call, type Place } from './questions.ts';
import { askReport, staleness } from './report.ts';
import { faultsProblem, parseReport, parseSummary } from './schema.ts';
import { countsIn } from './summary.ts';

type Input = ReaderInput<Settings>;

/** One account, or all of an organization. */
export function read(input: Input): ConnectionReader<AwsQuestion | SignedQuestion> {
  const { organization } = input.connection.settings;
  return organization ? readOrganization(input, organization) : readAccount(input);
}

/** The credential report and the account summary. Either says whose answers it holds. */
export function readAccount(input: Input): ConnectionReader<AwsQuestion> {
  return [reads(credentialReport, () => readReport(input)), reads(accountSummary, () => readSummary(input))];
}

export function placeOf({ connection }: Input): Place {
  return { endpoint: connection.endpoint, region: connection.settings.region };
}

function* readReport(input: Input): Reading<AwsCredential, AwsQuestion> {
  const identity = yield* readIdentity(input);
  const { csv, generatedAt, receivedAt } = yield* askReport(placeOf(input));
  const { rows, faults } = parseReport(csv, identity?.account ?? null);
  yield { records: rows };
  const problems = [staleness(generatedAt, [receivedAt, input.needs.now]), faultsProblem(faults)];
  for (const problem of problems) if (problem) yield { problem };
}

function* readSummary(input: Input): Reading<AwsAccountSummary, AwsQuestion> {
  const identity = yield* readIdentity(input);
  const counts = countsIn(yield* call(placeOf(input), 'GetAccountSummary'));
  const { row, problems } = parseSummary(identity?.account ?? 'unknown', counts);
  yield { records: [row] };
  for (const problem of problems) yield { problem };
}

export function* readIdentity(input: Input): Reading<never, AwsQuestion, Identity | null> {
  const identity = yield* askIdentity(placeOf(input), input.connection.settings.account);
  if (identity) yield { source: { tenant: { id: identity.account, name: null }, principal: identity.arn } };
  return identity;
}
