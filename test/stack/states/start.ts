import { StateMachine } from 'aws-local-stepfunctions';
import { Execution, type Handler, type Place } from './execution.ts';
import type { History } from './history.ts';
import type { Published } from './integrations.ts';
import type { MapRun } from './map-run.ts';
import { type Objects, objectsInMemory } from './objects.ts';
import { type Largest, Scale } from './payload.ts';
import { renamed } from './prepared.ts';

export interface Surroundings {
  /** By the state's name. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** What readers and writers of Maps find. @default nothing yet, in memory */
  readonly objects?: Objects;
  /** What is published on topics. @default nobody hears it */
  readonly publish?: (message: Published) => void;
  /** @default one of this interpreter's own */
  readonly machine?: Place;
  readonly now?: () => Date;
}

export interface Started {
  readonly arn: string;
  /** What it gives, or the error that it ended with. */
  readonly result: Promise<unknown>;
  /** Starts it again in the state that failed. */
  redrive(): Promise<unknown>;
  abort(): void;
  readonly mapRuns: readonly MapRun[];
  /** Of this execution first, and of every child. */
  readonly histories: readonly History[];
  /** The largest payload of a state, of children as well. One over 256 KiB ends an execution, as Step Functions does. */
  largest(): Largest;
  /** How often states were entered so far, those of children as well. */
  transitions(): number;
}

const somewhere: Place = { region: 'eu-west-1', account: '111122223333', name: 'Night' };

/**
 * Starts a state machine in an interpreter that is not ours (`aws-local-stepfunctions`) but for what that does not know:
 * Distributed Maps, their readers and writers, redrives and the bound of payloads. Those go as Step Functions documents
 * them and recordings of it show. Retries and waits take no time.
 */
export function startMachine(definition: object, input: unknown, surroundings: Surroundings): Started {
  check(definition);
  const { handlers, objects = objectsInMemory(), machine = somewhere } = surroundings;
  const { now = () => new Date(), publish = () => {} } = surroundings;
  const mapRuns: MapRun[] = [];
  const histories: History[] = [];
  const scale = new Scale();
  const shared = { handlers, objects, now, scale, mapRuns, histories, publish };
  const execution = new Execution(renamed(definition), input, machine, shared);
  return {
    arn: execution.arn,
    result: execution.start(),
    redrive: () => execution.redrive(),
    abort: () => execution.abort(),
    mapRuns,
    histories,
    largest: () => scale.largest,
    transitions: () => scale.transitions,
  };
}

const checked = new Set<string>();

/** Throws for a definition that is none. That takes seconds, so that each is looked at once. */
function check(definition: object): void {
  const text = JSON.stringify(definition);
  if (!checked.has(text)) new StateMachine(definition as never);
  checked.add(text);
}
