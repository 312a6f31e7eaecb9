import { CollectError } from '../../../evidence/problem.ts';
import { type ProviderRequest, type ProviderResponse, type Reading, send } from '../../reader.ts';
import { type Element, parseXml } from './xml.ts';

export type Action =
  | 'GenerateCredentialReport'
  | 'GetAccountSummary'
  | 'GetCallerIdentity'
  | 'GetCredentialReport';

/** One of our questions. They all go to the same address: a fragment, which is never sent, tells them apart. */
export interface AwsRequest extends ProviderRequest {
  readonly action: Action;
  /** Whether AWS is to be given time before it is asked again. */
  readonly again: boolean;
}

/** Where AWS is asked. */
export interface Place {
  readonly endpoint: string | null;
  readonly region: string;
}

export type Requests<Result> = Reading<never, AwsRequest, Result>;

/** What an answer holds, by the names of the fields. */
export interface Given {
  readonly fields: ReadonlyMap<string, Element>;
  readonly response: ProviderResponse;
}

/** Asks, and reads `<…Result>` out of the answer. Throws `malformed` for what is none of AWS's. */
export function* call(place: Place, action: Action, again = false): Requests<Given> {
  const url = `${place.endpoint ?? hostOf(action, place.region)}/#${action}`;
  return givenIn(yield* send<AwsRequest>({ method: 'POST', url, action, again }), action);
}

/** Reads `<…Result>` out of an answer of the query protocol. Throws `malformed` for what is none of AWS's. */
export function givenIn(response: ProviderResponse, action: string): Given {
  const root = parseXml(response.text);
  if (!root) throw unlikeAws(action);
  const result = root.children.find(({ name }) => name === `${action}Result`);
  return { fields: new Map(result?.children.map((field) => [field.name, field])), response };
}

/** IAM is one for each partition; STS is asked in the region. */
function hostOf(action: Action, region: string): string {
  const china = region.startsWith('cn-');
  if (action === 'GetCallerIdentity') return `https://sts.${region}.amazonaws.com${china ? '.cn' : ''}`;
  if (china) return 'https://iam.cn-north-1.amazonaws.com.cn';
  return region.startsWith('us-gov-') ? 'https://iam.us-gov.amazonaws.com' : 'https://iam.amazonaws.com';
}

export function unlikeAws(action: string): CollectError {
  return new CollectError(
    'malformed',
    `AWS ${action}: the answer is not what AWS documents. Check that the endpoint is AWS’s own.`,
  );
}
