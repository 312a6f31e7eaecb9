import { randomUUID } from 'node:crypto';
import type { Place } from './execution.ts';

export type Status = 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What has run a child execution so far, and can be started again where it failed. */
export interface Run {
  start(): Promise<unknown>;
  redrive(): Promise<unknown>;
  abort(): void;
}

/** One child execution of a Map Run. */
export class Child {
  readonly name = randomUUID();
  readonly input: unknown;
  readonly #machine: Place;
  readonly #now: () => Date;
  status: Status = 'PENDING';
  output: unknown;
  error: { readonly Error?: string; readonly Cause: string } | null = null;
  redriveCount = 0;
  #dates: { start?: Date; stop?: Date; redrive?: Date } = {};
  #run: Run | null = null;

  constructor(input: unknown, machine: Place, now: () => Date) {
    this.input = input;
    this.#machine = machine;
    this.#now = now;
  }

  get arn(): string {
    return `arn:aws:states:${this.#machine.region}:${this.#machine.account}:execution:${this.#machine.name}:${this.name}`;
  }

  /** Starts it, or, where it ran before, goes on in the state that failed. Settles when it has ended in whatever way. */
  async go(made: (child: Child) => Run): Promise<void> {
    const again = this.#run !== null;
    this.#run ??= made(this);
    this.status = 'RUNNING';
    this.error = null;
    this.#dates.start ??= this.#now();
    if (again) {
      this.redriveCount++;
      this.#dates.redrive = this.#now();
    }
    try {
      this.output = await (again ? this.#run.redrive() : this.#run.start());
      if (this.#isStill('RUNNING')) this.#end('SUCCEEDED');
    } catch (error) {
      if (this.#isStill('RUNNING')) this.#fail(error as Error);
    }
  }

  abort(cause: string): void {
    if (this.status !== 'RUNNING') return;
    this.error = { Cause: cause };
    this.#end('ABORTED');
    this.#run?.abort();
  }

  #fail({ name, message }: Error): void {
    this.error = { Error: name, Cause: message };
    this.#end(name === 'States.Timeout' ? 'TIMED_OUT' : 'FAILED');
  }

  #end(status: Status): void {
    this.status = status;
    this.#dates.stop = this.#now();
  }

  #isStill(status: Status): boolean {
    return this.status === status;
  }

  /** As a ResultWriter writes it, keys in its order. */
  get record(): object {
    const Input = JSON.stringify(this.input);
    const included = { Included: true };
    if (this.status === 'PENDING') return { Input, InputDetails: included, Status: 'PENDING' };
    const succeeded = this.status === 'SUCCEEDED';
    const { start, stop, redrive } = this.#dates;
    return {
      ...(this.error ? { Cause: this.error.Cause } : {}),
      ...(this.error?.Error === undefined ? {} : { Error: this.error.Error }),
      ExecutionArn: this.arn,
      Input,
      InputDetails: included,
      Name: this.name,
      ...(succeeded ? { Output: JSON.stringify(this.output) } : {}),
      OutputDetails: included,
      RedriveCount: this.redriveCount,
      ...(redrive ? { RedriveDate: redrive.toISOString() } : {}),
      RedriveStatus: succeeded ? 'NOT_REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN',
      ...(succeeded ? { RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' } : {}),
      StartDate: start?.toISOString(),
      StateMachineArn: `arn:aws:states:${this.#machine.region}:${this.#machine.account}:stateMachine:${this.#machine.name}`,
      Status: this.status,
      StopDate: stop?.toISOString(),
    };
  }
}
