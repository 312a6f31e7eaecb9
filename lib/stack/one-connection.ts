import {
  Choice,
  Condition,
  type IChainable,
  JsonPath,
  Pass,
  Result,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { CallAwsService } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { failedFile } from '../config/night-keys.ts';
import type { NightFunction } from './night-function.ts';
import { nightTask, retried } from './night-task.ts';
import type { WorkStore } from './work-store.ts';

/** Of which organization a night is, in a fleet. */
export interface Whose {
  readonly organization?: string;
}

export interface OneConnectionProps {
  /** By provider. */
  readonly collect: ReadonlyMap<string, NightFunction>;
  readonly work: WorkStore;
  readonly whose: Whose;
}

/** How often one connection's function goes on where it stopped: at 15 minutes each, ten hours. */
const mostCalls = 40;

/**
 * The states that collect one connection: they call the provider's function until it says that it is done, or fails, or has been called too
 * often. What it failed with is left in the work store, and they end well: how a connection fared is read there, of each.
 */
export function oneConnection(scope: Construct, { collect, work, whose }: OneConnectionProps): IChainable {
  const failed = noteFailure(scope, work, whose);
  const which = new Choice(scope, 'Which provider?');
  const done = new Choice(scope, 'Done?')
    .when(Condition.booleanEquals('$.outcome.done', true), nothingMore(scope, 'Collected'))
    .when(
      Condition.numberGreaterThanEquals('$.calls', mostCalls),
      wrong(scope, 'Never done', {
        Error: 'Exhibit.TooManyCalls',
        Cause: `The function was called ${mostCalls} times and was still not done.`,
      }).next(failed),
    )
    .otherwise(
      step(scope, 'Go on', {
        cursor: JsonPath.stringAt('$.outcome.cursor'),
        calls: JsonPath.mathAdd(JsonPath.numberAt('$.calls'), 1),
      }).next(which),
    );
  for (const [provider, collecting] of collect) {
    const state = nightTask(scope, `Collect ${provider}`, collecting, {
      payload: TaskInput.fromObject({
        run: JsonPath.stringAt('$.run'),
        night: JsonPath.stringAt('$.night'),
        connection: JsonPath.stringAt('$.connection'),
        cursor: JsonPath.stringAt('$.cursor'),
        ...whose,
      }),
      resultSelector: { done: JsonPath.stringAt('$.done'), cursor: JsonPath.stringAt('$.cursor') },
      resultPath: '$.outcome',
    });
    state.addCatch(failed, { errors: ['States.ALL'], resultPath: '$.error' });
    which.when(Condition.stringEquals('$.provider', provider), state);
    state.next(done);
  }
  which.otherwise(
    wrong(scope, 'No such provider', {
      Error: 'Exhibit.UnknownProvider',
      Cause: 'There is no function for this provider. Deploy again with the configuration that names it.',
    }).next(failed),
  );
  // The library leaves out what is null.
  return step(scope, 'Begin', { cursor: JsonPath.stringToJson('null'), calls: 1 }).next(which);
}

/** Carries on the ids, and where the next call begins. */
function step(
  scope: Construct,
  id: string,
  next: { readonly cursor: unknown; readonly calls: unknown },
): Pass {
  const passedOn = ['run', 'night', 'connection', 'provider'];
  const ids = passedOn.map((name) => [name, JsonPath.stringAt(`$.${name}`)]);
  return new Pass(scope, id, { parameters: { ...Object.fromEntries(ids), ...next } });
}

/** Where even that cannot be written, the connection has left no word, which counts as failed. */
function noteFailure(scope: Construct, work: WorkStore, { organization }: Whose): IChainable {
  const ids = ['night', 'provider', 'connection'].map((name) => JsonPath.stringAt(`$.${name}`));
  const folders = organization === undefined ? ids : [organization, ...ids];
  const note = new CallAwsService(scope, 'Note failure', {
    service: 's3',
    action: 'putObject',
    parameters: {
      Bucket: work.bucket.bucketName,
      Key: JsonPath.format(`${work.nights}${'{}/'.repeat(folders.length)}${failedFile}`, ...folders),
      Body: {
        connection: JsonPath.stringAt('$.connection'),
        provider: JsonPath.stringAt('$.provider'),
        error: JsonPath.objectAt('$.error'),
      },
    },
    // The machine's role is granted what it needs apart.
    iamResources: [work.bucket.arnForObjects(`${work.nights}*`)],
    resultPath: JsonPath.DISCARD,
  });
  const failed = nothingMore(scope, 'Failed');
  retried(note).addCatch(failed, { errors: ['States.ALL'], resultPath: JsonPath.DISCARD });
  return note.next(failed);
}

/** Ends a connection with nothing in its hands: those of all connections go on together. */
function nothingMore(scope: Construct, id: string): Pass {
  return new Pass(scope, id, { result: Result.fromObject({}) });
}

function wrong(
  scope: Construct,
  id: string,
  error: { readonly Error: string; readonly Cause: string },
): Pass {
  return new Pass(scope, id, { result: Result.fromObject(error), resultPath: '$.error' });
}
