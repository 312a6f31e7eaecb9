import { randomUUID } from 'node:crypto';
import { StateMachine } from 'aws-local-stepfunctions';
import type { Run } from './child.ts';
import { History } from './history.ts';
import { lambdaFunction, type Published, publish, stored } from './integrations.ts';
import { MapRun } from './map-run.ts';
import type { MapState } from './map-state.ts';
import type { Objects } from './objects.ts';
import { type Scale, StatesError } from './payload.ts';
import { isDistributed, type Machine, prepared, type State, statesIn } from './prepared.ts';

/** Stands in for the task of a state. What it throws has the name that Step Functions would tell. */
export type Handler = (input: never) => unknown;

/** Where a machine is, for ARNs. */
export interface Place {
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

/** What an execution and its children have in common. */
export interface Shared {
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly objects: Objects;
  readonly now: () => Date;
  readonly scale: Scale;
  /** What a state publishes on a topic comes here. */
  readonly publish: (message: Published) => void;
  /** Every Map Run, in the order of their starts. */
  readonly mapRuns: MapRun[];
  /** Of every execution, in the order of their starts; that of the machine itself is the first. */
  readonly histories: History[];
}

/** One execution of a machine or of a Map's processor, which can be started again in the state that failed. */
export class Execution implements Run {
  readonly arn: string;
  readonly #machine: Machine;
  readonly #input: unknown;
  readonly #place: Place;
  readonly #name: string;
  readonly #shared: Shared;
  readonly #startTime: string;
  readonly #last = new Map<string, MapRun>();
  readonly #history: History;
  #toRedrive = new Map<string, MapRun>();
  #entered: { readonly name: string; readonly input: unknown } | null = null;
  #redriveCount = 0;
  #over: Error | null = null;
  #stop: () => void = () => {};

  constructor(machine: Machine, input: unknown, place: Place, shared: Shared, name: string = randomUUID()) {
    this.#machine = machine;
    this.#input = input;
    this.#place = place;
    this.#name = name;
    this.#shared = shared;
    this.#startTime = shared.now().toISOString();
    this.arn = `arn:aws:states:${place.region}:${place.account}:execution:${place.name}:${name}`;
    this.#history = new History(machine);
    shared.histories.push(this.#history);
  }

  async start(): Promise<unknown> {
    return await this.#run(this.#machine, this.#input);
  }

  /** Goes on in the state that failed, with what that state was given. A Map Run that failed goes on as well. */
  async redrive(): Promise<unknown> {
    if (!this.#entered) throw new Error('What has not failed is not started again.');
    this.#redriveCount++;
    this.#toRedrive = new Map([...this.#last].filter(([, { status }]) => status === 'FAILED'));
    const { name, input } = this.#entered;
    return await this.#run({ ...this.#machine, StartAt: name }, input);
  }

  abort(): void {
    this.#stop();
    for (const run of this.#last.values()) run.abort();
  }

  async #run(machine: Machine, input: unknown): Promise<unknown> {
    const states = [...statesIn(machine)];
    const interpreter = new StateMachine(prepared(machine) as never, {
      validationOptions: { noValidate: true },
    });
    const none = Object.fromEntries(states.map(([name]) => [name, 0]));
    const run = interpreter.run(input as never, {
      context: this.#context as never,
      overrides: {
        taskResourceLocalHandlers: Object.fromEntries(states.flatMap((one) => this.#handlerOf(one))),
        retryIntervalOverrides: none,
        waitTimeOverrides: none,
      } as never,
    });
    this.#stop = run.abort;
    const watched = this.#watch(run.eventLogs as AsyncIterable<Event>);
    const ended = await run.result.then(
      (output) => ({ output }),
      (error: Error) => ({ error: told(error) }),
    );
    await watched;
    if (this.#over) throw this.#over;
    if ('error' in ended) throw ended.error;
    return ended.output;
  }

  /** What `$$` leads to. It has `Execution` under another name, which the machine's paths have as well. */
  get #context(): object {
    const { region, account, name } = this.#place;
    return {
      Running: {
        Id: this.arn,
        Input: this.#input,
        Name: this.#name,
        RedriveCount: this.#redriveCount,
        StartTime: this.#startTime,
      },
      StateMachine: { Id: `arn:aws:states:${region}:${account}:stateMachine:${name}`, Name: name },
    };
  }

  #handlerOf([name, state]: [string, State]): [string, (given: never) => Promise<unknown>][] {
    if (isDistributed(state)) return [[name, (given) => this.#map(name, state as MapState, given)]];
    if (state.Type !== 'Task') return [];
    const { handlers, scale } = this.#shared;
    const byName = handlers[name];
    const isFunction = state.Resource?.includes(':lambda:') ?? false;
    const handler =
      byName && isFunction ? lambdaFunction(byName) : (byName ?? this.#service(state.Resource ?? ''));
    const called = async (given: never): Promise<unknown> => {
      if (!handler) throw new Error(`Nobody stands in for ${name}, which calls ${state.Resource}.`);
      scale.weigh(name, given);
      const output = await handler(given);
      scale.weighResult(name, state.Resource ?? '', output);
      return output;
    };
    return [[name, called]];
  }

  async #map(name: string, state: MapState, given: never): Promise<unknown> {
    const { input, context } = given as { readonly input: unknown; readonly context: object };
    const failed = this.#toRedrive.get(name);
    if (failed) {
      this.#toRedrive.delete(name);
      return await failed.redrive();
    }
    const run = new MapRun(state, {
      ...this.#shared,
      machine: this.#place,
      executionArn: this.arn,
      runOf: (child, place, processor) =>
        new Execution(processor, child.input, place, this.#shared, child.name),
    });
    this.#last.set(name, run);
    this.#shared.mapRuns.push(run);
    return await run.start(input, context);
  }

  /** The calls of AWS that need no stand-in. */
  #service(resource: string): Handler | null {
    if (resource.endsWith(':aws-sdk:s3:putObject')) return (asked) => this.#putObject(asked);
    if (resource.endsWith(':::sns:publish')) return (asked) => publish(asked, this.#shared.publish);
    if (!resource.endsWith(':aws-sdk:sfn:describeMapRun')) return null;
    return ({ MapRunArn }: { readonly MapRunArn: string }) => {
      const found = this.#shared.mapRuns.find(({ arn }) => arn === MapRunArn);
      if (found) return capitalized(found.describe());
      throw new StatesError('Sfn.ResourceNotFoundException', `Map Run does not exist: '${MapRunArn}'`);
    };
  }

  /** A body is stored as JSON, whatever it is: a text in quotes. */
  async #putObject({ Bucket, Key, Body }: Readonly<Record<'Bucket' | 'Key' | 'Body', string>>) {
    const text = JSON.stringify(Body);
    try {
      await this.#shared.objects.write(Bucket, Key, text);
    } catch (error) {
      throw new StatesError('S3.S3Exception', (error as Error).message);
    }
    return stored(text);
  }

  async #watch(events: AsyncIterable<Event>): Promise<void> {
    for await (const { type, index, state } of events) {
      this.#history.note(type, state?.name);
      if (!state || (type !== 'StateEntered' && type !== 'StateExited')) continue;
      const { name, input, output } = state;
      if (type === 'StateEntered') this.#shared.scale.transitions++;
      const isOwn = index === undefined && name in this.#machine.States;
      if (type === 'StateEntered' && isOwn) this.#entered = { name, input };
      this.#weigh(name, type === 'StateEntered' ? input : output);
    }
  }

  #weigh(name: string, payload: unknown): void {
    try {
      this.#shared.scale.weigh(name, payload);
    } catch (error) {
      this.#over ??= error as Error;
      this.abort();
    }
  }
}

interface Event {
  readonly type: string;
  readonly index?: number;
  readonly state?: { readonly name: string; readonly input: unknown; readonly output?: unknown };
}

/** The error that a state ended with, as it was thrown. */
function told(error: Error): Error {
  if (error.name === 'ExecutionTimeoutError') return new StatesError('States.Timeout', error.message);
  return error.cause instanceof Error ? error.cause : error;
}

/** An answer of the SDK as a state machine gets it: keys begin with a capital, and times are text. */
function capitalized(answer: unknown): unknown {
  if (answer instanceof Date) return answer.toISOString();
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [
      key.replace(/^./, (first) => first.toUpperCase()),
      capitalized(value),
    ]),
  );
}
