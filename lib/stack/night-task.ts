import { Duration } from 'aws-cdk-lib';
import { JitterType, type RetryProps, type TaskInput, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { NightFunction } from './night-function.ts';

/** Errors of the functions that are the same however often they are called (`docs/functions.md`). */
const lasting = [
  'ConfigurationError',
  'CursorError',
  'EnvironmentError',
  'EventError',
  'RunError',
  'SignerMemoryError',
];

/** Lambda took no part of a call: all of the account's are in use, or it was not well itself. */
const notStarted = [
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.EC2ThrottledException',
];

/**
 * How often such a call is made again: a minute apart on average, so that it outlasts several calls of fifteen minutes. New accounts have
 * ten in all, which others use as well.
 */
const mostWaits = 120;

const backOff: RetryProps = {
  interval: Duration.seconds(5),
  backoffRate: 2,
  maxDelay: Duration.minutes(2),
  jitterStrategy: JitterType.FULL,
};

/** Tries a state again whatever it failed with: every step can be repeated, since it finds what an earlier attempt left. */
export function retried<State extends { addRetry(props: RetryProps): unknown }>(
  state: State,
  maxAttempts = 5,
): State {
  state.addRetry({ ...backOff, errors: ['States.ALL'], maxAttempts });
  return state;
}

export interface NightTaskProps {
  readonly payload?: TaskInput;
  readonly resultSelector?: Readonly<Record<string, unknown>>;
  readonly resultPath?: string;
}

/** A state that calls a function of the night. */
export function nightTask(
  scope: Construct,
  id: string,
  { function: lambdaFunction, timeout }: NightFunction,
  more: NightTaskProps = {},
): LambdaInvoke {
  const task = new LambdaInvoke(scope, id, {
    lambdaFunction,
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
    taskTimeout: Timeout.duration(timeout.plus(Duration.minutes(1))),
    ...more,
  });
  task.addRetry({ errors: [...lasting], maxAttempts: 0 });
  task.addRetry({ ...backOff, errors: [...notStarted], maxAttempts: mostWaits });
  return retried(task);
}
