import { CollectError } from '../../../evidence/problem.ts';
import { type Answer, ask, type Question, type Reading } from '../../reader.ts';
import { type Element, parseXml } from './xml.ts';

export type Action =
  | 'GenerateCredentialReport'
  | 'GetAccountSummary'
  | 'GetCallerIdentity'
  | 'GetCredentialReport';

/** One of our questions. They all go to the same address: a fragment, which is never sent, tells them apart. */
export interface AwsQuestion extends Question {
  readonly action: Action;
  /** Whether AWS is to be given time before it is asked again. */
  readonly again: boolean;
}

/** Where AWS is asked. */
export interface Place {
  readonly endpoint: string | null;
  readonly region: string;
}

export type Asking<Result> = Reading<never, AwsQuestion, Result>;

/** What an answer holds, by the names of the fields. */
export interface Given {
  readonly fields: ReadonlyMap<string, Element>;
  readonly answer: Answer;
}

/** Asks, and reads `<…Result>` out of the answer. Throws `malformed` for what is none of AWS's. */
export function* call(place: Place, action: Action, again = false): Asking<Given> {
  const url = `${place.endpoint ?? hostOf(action, place.region)}/#${action}`;
  return givenIn(yield* ask<AwsQuestion>({ method: 'POST', url, action, again }), action);
}

/** Reads `<…Result>` out of an answer of the query protocol. Throws `malformed` for what is none of AWS's. */
export function givenIn(answer: Answer, action: string): Given {
  const root = parseXml(answer.text);
  if (!root) throw unlikeAws(action);
  const result = root.children.find(({ name }) => name === `${action}Result`);
  return { fields: new Map(result?.children.map((field) => [field.name, field])), answer };
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
