import { randomUUID } from 'node:crypto';
import { Child, type Run, type Status } from './child.ts';
import type { Place } from './execution.ts';
import { isTooMany, type MapState, refuseUnknown, type Settings, settingsOf } from './map-state.ts';
import type { Objects } from './objects.ts';
import { type Scale, StatesError } from './payload.ts';
import { readItems } from './read-items.ts';
import { filledIn } from './template.ts';
import { type Written, writeResults } from './write-results.ts';

/** What a Map Run is started in. */
export interface Parent {
  readonly machine: Place;
  readonly executionArn: string;
  readonly objects: Objects;
  readonly scale: Scale;
  readonly now: () => Date;
  /** Makes what runs one child execution. */
  readonly runOf: (child: Child, machine: Place, processor: MapState['ItemProcessor']) => Run;
}

/** How many children are in which state, as `DescribeMapRun` counts them. */
export interface Counts {
  readonly pending: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly total: number;
  readonly resultsWritten: number;
  readonly failuresNotRedrivable: number;
  readonly pendingRedrive: number;
}

/** Where Step Functions sets its own bound on children at a time. */
const mostAtOnce = 10_000;

/** A Distributed Map's state: its children, each an execution of its own, and what came of them. */
export class MapRun {
  readonly arn: string;
  readonly #state: MapState;
  readonly #parent: Parent;
  readonly #machine: Place;
  readonly #startDate: Date;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' = 'RUNNING';
  redriveCount = 0;
  #redriveDate: Date | null = null;
  #stopDate: Date | null = null;
  #settings: Settings | null = null;
  #children: readonly Child[] = [];
  #written: Written | null = null;

  constructor(state: MapState, parent: Parent) {
    refuseUnknown(state);
    this.#state = state;
    this.#parent = parent;
    this.#startDate = parent.now();
    const { region, account, name } = parent.machine;
    this.#machine = { region, account, name: `${name}/${state.Label ?? randomUUID()}` };
    this.arn = `arn:aws:states:${region}:${account}:mapRun:${this.#machine.name}:${randomUUID()}`;
  }

  /** Reads the items, runs a child of each, and writes the results. Throws when more failed than the state tolerates. */
  async start(input: unknown, context: object): Promise<unknown> {
    const { objects, scale, now } = this.#parent;
    this.#settings = await settingsOf(this.#state, input, context);
    const { items, source } = await readItems(this.#state, input, context, objects);
    const selector = this.#state.ItemSelector ?? this.#state.Parameters;
    const made: Child[] = [];
    for (const [Index, Value] of items.entries()) {
      const ofItem = { ...context, Map: { Item: { Index, Value, Source: source } } };
      const chosen = selector === undefined ? Value : await filledIn(selector, input, ofItem);
      scale.weigh(`${this.#machine.name} ${Index}`, chosen);
      made.push(new Child(chosen, this.#machine, now));
    }
    this.#children = made;
    return await this.#attempt([]);
  }

  /** Runs those again that did not succeed, and those that were never started. */
  async redrive(): Promise<unknown> {
    this.redriveCount++;
    this.#redriveDate = this.#parent.now();
    this.status = 'RUNNING';
    return await this.#attempt(this.#in('SUCCEEDED'));
  }

  async #attempt(before: readonly Child[]): Promise<unknown> {
    const settings = this.#settings as Settings;
    const failed = (): number => this.#ended(before, ['FAILED', 'TIMED_OUT']).length;
    const tooMany = (): boolean => isTooMany(settings, failed(), this.#children.length);
    await this.#run(before, settings.maxConcurrency || mostAtOnce, tooMany);
    this.status = tooMany() ? 'FAILED' : 'SUCCEEDED';
    this.#stopDate = this.#parent.now();
    if (settings.writer) await this.#write(settings.writer, before);
    if (this.status === 'FAILED')
      throw new StatesError(
        'States.ExceedToleratedFailureThreshold',
        'The specified tolerated failure threshold was exceeded',
      );
    if (this.#written) return { MapRunArn: this.arn, ResultWriterDetails: this.#written.details };
    return this.#children.map((child) => (child.status === 'SUCCEEDED' ? child.output : child.record));
  }

  async #run(before: readonly Child[], atOnce: number, tooMany: () => boolean): Promise<void> {
    const waiting = this.#children.filter((child) => !before.includes(child));
    this.#tried = new Set();
    const next = waiting.values();
    const work = async (): Promise<void> => {
      for (const child of next) {
        if (tooMany()) return;
        this.#tried.add(child);
        await child.go((one) => this.#parent.runOf(one, this.#machine, this.#state.ItemProcessor));
        if (tooMany()) this.abort();
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, work));
  }

  /** Those that this attempt has started: an earlier failure counts for nothing until its child was tried again. */
  #tried = new Set<Child>();

  /** Ends the children that are running. */
  abort(): void {
    const cause = `The map run execution [${this.arn}] which was managing this resource was aborted`;
    for (const child of this.#children) child.abort(cause);
  }

  async #write(writer: NonNullable<Settings['writer']>, before: readonly Child[]): Promise<void> {
    const attempt = {
      mapRunArn: this.arn,
      redriveCount: this.redriveCount,
      children: this.#children,
      before,
      succeededBefore: this.#written?.succeeded ?? [],
    };
    this.#written = await writeResults(writer, attempt, this.#parent.objects);
  }

  #in(status: Status): readonly Child[] {
    return this.#children.filter((child) => child.status === status);
  }

  #ended(before: readonly Child[], statuses: readonly Status[]): readonly Child[] {
    return this.#children.filter(
      (child) => !before.includes(child) && this.#tried.has(child) && statuses.includes(child.status),
    );
  }

  get counts(): Counts {
    const total = this.#children.length;
    return {
      pending: this.#in('PENDING').length,
      running: this.#in('RUNNING').length,
      succeeded: this.#in('SUCCEEDED').length,
      failed: this.#in('FAILED').length,
      timedOut: this.#in('TIMED_OUT').length,
      aborted: this.#in('ABORTED').length,
      total,
      resultsWritten: this.#written && this.status !== 'RUNNING' ? total : 0,
      failuresNotRedrivable: 0,
      pendingRedrive: 0,
    };
  }

  /** What `DescribeMapRun` answers, of which each item is one child here. */
  describe(): object {
    return {
      mapRunArn: this.arn,
      executionArn: this.#parent.executionArn,
      status: this.status,
      startDate: this.#startDate,
      ...(this.#stopDate ? { stopDate: this.#stopDate } : {}),
      maxConcurrency: this.#settings?.maxConcurrency ?? 0,
      toleratedFailurePercentage: this.#settings?.toleratedFailurePercentage ?? 0,
      toleratedFailureCount: this.#settings?.toleratedFailureCount ?? 0,
      itemCounts: this.counts,
      executionCounts: this.counts,
      redriveCount: this.redriveCount,
      ...(this.#redriveDate ? { redriveDate: this.#redriveDate } : {}),
    };
  }
}
