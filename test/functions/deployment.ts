import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Demo, nightTime, startDemo } from '../../demo/demo.ts';
import type { Ports } from '../../demo/services.ts';
import type { Locker } from '../../lib/locker/locker.ts';
import { openLocker } from '../../lib/locker/open.ts';
import { alertFunction } from '../../lib/nightly/functions/alert.ts';
import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { concludeFunction } from '../../lib/nightly/functions/conclude.ts';
import type { LambdaContext, Means } from '../../lib/nightly/functions/define.ts';
import type {
  CollectFailure,
  CollectOutput,
  PlannedConnection,
  PlanOutput,
  SealOutput,
} from '../../lib/nightly/functions/events.ts';
import { planFunction } from '../../lib/nightly/functions/plan.ts';
import { sealFunction } from '../../lib/nightly/functions/seal.ts';
import { providers } from '../../lib/providers/collectors.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { type AwsAccount, awsAccount } from './aws-account.ts';
import { uploaded } from './configured.ts';

export interface DeploymentOptions {
  /** Where the evidence lies; by default a folder. */
  readonly locker?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: Ports;
  readonly folder?: string;
}

/** Of a plan, what the steps after it are given. */
export type Planned = Pick<PlanOutput, 'run' | 'night'>;

/** The demo company, with its functions deployed: the handlers themselves, and a clock that stands still. */
export interface Deployment extends AsyncDisposable {
  readonly demo: Demo;
  readonly account: AwsAccount;
  /** Where the configuration lies. */
  readonly folder: string;
  /** Where the evidence lies. */
  readonly location: string;
  readonly log: string[];
  at: Date;
  /** Of the code that is deployed. */
  commit: string;
  /** Wraps the store of the next calls, to make it fail. */
  wrap: (locker: Locker) => Locker;
  plan(event?: object): Promise<PlanOutput>;
  collect(
    night: Planned,
    connection: PlannedConnection,
    context?: () => LambdaContext,
  ): Promise<CollectOutput>;
  /** Leaves what a function failed with, as the state machine does. */
  failed(night: Planned, failure: CollectFailure): void;
  conclude(night: Planned): Promise<{ status: string }>;
  seal(run: string): Promise<SealOutput>;
  alert(run: string): Promise<{ sent: number }>;
  /** All of it in order, as the state machine calls it: `attempt` is each of its calls. */
  night(attempt?: <Result>(step: () => Promise<Result>) => Promise<Result>): Promise<SealOutput | PlanOutput>;
}

export const key = 'signing-key';

export async function deployment(options: DeploymentOptions = {}): Promise<Deployment> {
  const folder = options.folder ?? (await temporaryFolder());
  const account = await awsAccount(options.environment);
  let self: Deployment;
  const now = () => self.at;
  const demo = await startDemo({ folder, now, ...(options.ports ? { ports: options.ports } : {}) });
  const file = join(folder, 'exhibit.yaml');
  // The same file for the command line, which is to leave the same evidence.
  const text = demo.configuration('./evidence').replaceAll('env:', 'secret:');
  writeFileSync(file, text);
  for (const [name, value] of Object.entries(demo.environment)) account.secrets.set(name, value);
  const location = options.locker ?? join(folder, 'evidence');
  const log: string[] = [];
  const means: Partial<Means> = {
    environment: {
      EXHIBIT_CONFIGURATIONS: join(folder, 'configurations'),
      EXHIBIT_LOCKER: location,
      EXHIBIT_WORK: join(folder, 'work'),
      EXHIBIT_NIGHTS: join(folder, 'nights'),
      EXHIBIT_EXPORTS: join(folder, 'exports'),
      EXHIBIT_SIGNER_MEMORY: join(folder, 'signer-memory'),
      EXHIBIT_SIGNING_KEY: join(folder, `${key}.pem`),
      EXHIBIT_BUS: 'alerts',
      get EXHIBIT_COMMIT() {
        return self.commit;
      },
    },
    now,
    write: (line) => void log.push(line),
    openLocker: (...words) => self.wrap(openLocker(...words)),
  };
  const collecting = new Map(providers.map((one) => [one.id, collectFunction(one, means)]));
  const planning = planFunction(means);
  const concluding = concludeFunction(means);
  const sealing = sealFunction(means, { openSigner: (path) => openKeyFile(path) });
  const alerting = alertFunction(means, { openBus: (name) => ({ name, deliver: async () => 1 }) });
  self = {
    demo,
    account,
    folder,
    location,
    log,
    at: nightTime(1),
    commit: 'c0ffee',
    wrap: (locker) => locker,
    plan: (event = { time: self.at.toISOString() }) => planning({ asked: event, ...uploaded(file) } as never),
    async collect({ run, night }, { id, provider }, context = () => ({})) {
      const handler = collecting.get(provider);
      if (!handler) throw new Error(`No function collects from ${provider}.`);
      upload(folder);
      for (let cursor: string | null = null; ; ) {
        const output = await handler({ run, night, connection: id, cursor }, context());
        if (output.done) return output;
        cursor = output.cursor;
      }
    },
    failed({ night }, failure) {
      const place = join(folder, 'nights', night, failure.provider, failure.connection);
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, 'failed.json'), JSON.stringify(failure));
    },
    conclude: ({ run, night }) => concluding({ run, night }),
    seal: (run) => sealing({ run }),
    alert: (run) => alerting({ run }),
    async night(attempt = (step) => step()) {
      const planned = await attempt(() => self.plan());
      if (planned.already) return planned;
      await Promise.all((planned.connections ?? []).map((one) => attempt(() => self.collect(planned, one))));
      await attempt(() => self.conclude(planned));
      const sealed = await attempt(() => self.seal(planned.run));
      await attempt(() => self.alert(planned.run));
      return sealed;
    },
    async [Symbol.asyncDispose]() {
      await demo.close();
      await account[Symbol.asyncDispose]();
    },
  };
  self.demo.setNight(1);
  return self;
}

/** What somebody exports each day and uploads. */
function upload(folder: string): void {
  mkdirSync(join(folder, 'exports'), { recursive: true });
  copyFileSync(join(folder, 'vaults.json'), join(folder, 'exports', 'onepassword.json'));
}

/** Every file of a locker, by key. */
export async function filesIn(location: string): Promise<Map<string, string>> {
  const locker = openLocker(location);
  const found = new Map<string, string>();
  try {
    for (const { key: name } of await locker.list(''))
      found.set(name, (await locker.read(name))?.toString('base64') ?? '');
  } finally {
    await locker.close();
  }
  return found;
}
