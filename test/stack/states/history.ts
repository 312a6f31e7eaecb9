import { isDistributed, type Machine, type State, statesIn } from './prepared.ts';

/** Events that one execution's history may have (quotas of Step Functions). */
export const mostEvents = 25_000;

/**
 * How long the history of an execution is. The interpreter tells of states entered, left and tried again; which events Step Functions
 * keeps of each is as the kinds of `HistoryEvent` in its API are.
 */
export class History {
  readonly #states: ReadonlyMap<string, State>;
  /** What is paid for: states entered, and tries besides the first. */
  transitions = 0;
  /** That it was started, and that it ended. */
  events = 2;

  constructor(machine: Machine) {
    this.#states = new Map(statesIn(machine));
  }

  /** @param state by its name, where the event is of one */
  note(type: string, state: string | undefined): void {
    if (type === 'StateEntered') {
      this.transitions++;
      this.events += 1 + this.#work(state);
    } else if (type === 'StateRetried') {
      this.transitions++;
      this.events += tried;
    } else if (type === 'StateExited' || type.startsWith('MapIteration')) this.events++;
  }

  #work(name: string | undefined): number {
    const state = this.#states.get(name ?? '');
    if (state === undefined) return 0;
    if (isDistributed(state)) return mapRun;
    return { Task: tried, Map: map }[state.Type] ?? 0;
  }
}

/** Of a task: scheduled, started, and how it ended. */
const tried = 3;
/** Of a Map: started, and how it ended. */
const map = 2;
/** Of a Distributed Map the same of its run besides. */
const mapRun = 4;
