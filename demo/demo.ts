import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { companyAt } from './company/company.ts';
import { credentialVariable, demoConfiguration, type SignedIn, signedIn } from './company/configuration.ts';
import { nights, nightTime } from './company/nights.ts';
import { exportTime } from './company/password-events.ts';
import { subject } from './company/people.ts';
import {
  addressesOf,
  closeServices,
  credentialsOf,
  type Ports,
  portsOf,
  type Services,
  type ServicesOptions,
  startServices,
  takeTrouble,
} from './services.ts';
import { vaultExport } from './stand-ins/onepassword.ts';

export { companyAt, demoConfiguration, nights, nightTime };

export interface DemoOptions extends Pick<ServicesOptions, 'onAnswer'> {
  /** The folder that the configuration will lie in; the export of the vaults is put there. Default: a temporary one. */
  readonly folder?: string;
  /** Ports for the servers. Default: any free ones; the configuration's text then differs at each start. */
  readonly ports?: Ports;
  /** The providers' clock. Default: the real one. */
  readonly now?: () => Date;
  /** The night that it begins on, 1 to 30. Default 1. */
  readonly night?: number;
  /**
   * Whether a provider that publishes no limit on its requests has a guessed one all the same. By a clock that stands
   * still, Google's policies can then be asked for once. Default: no.
   */
  readonly guessLimits?: boolean;
}

export interface ConfigurationOptions {
  /** What `credentials:` says of a connection, such as `secret:exhibit/google`. Default: `env:` and `environment`'s name. */
  readonly credentials?: (connection: SignedIn) => string;
  /** Seconds that one request may be retried in all. Default 0, so that the same night gives the same evidence. */
  readonly patience?: number;
}

/** Fathom Ferries, with its providers running. */
export interface Demo extends Services {
  /** Where the export lies, and where the configuration belongs. */
  readonly folder: string;
  /** Where the servers listen; give them to another start for the same configuration. */
  readonly ports: Ports;
  /** What each connection signs in with, by its id. */
  readonly credentials: Readonly<Record<SignedIn, string>>;
  /** The same by the names that the configuration refers to. */
  readonly environment: Readonly<Record<string, string>>;
  /** Makes it that night (1 to 30): what the providers know, the export, and what is out of order. */
  setNight(night: number): void;
  /** The text of `exhibit.yaml`, to be written to `folder`. `locker`: a folder, relative to it, or `s3://…`. */
  configuration(locker: string, options?: ConfigurationOptions): string;
  /** Stops the servers; removes the folder if it was a temporary one. */
  close(): Promise<void>;
}

const exportFile = 'vaults.json';

/** Starts all of the company's providers on the loopback interface. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { folder: given, night = 1 } = options;
  let world = companyAt(night);
  const folder = given ?? mkdtempSync(join(tmpdir(), 'exhibit-demo-'));
  const services = await startServices(() => world, options);
  const credentials = credentialsOf(services);
  const setNight = (number: number) => {
    world = companyAt(number);
    takeTrouble(services, world);
  };
  writeExport(folder);
  setNight(night);
  return {
    ...services,
    folder,
    ports: portsOf(services),
    credentials,
    environment: Object.fromEntries(signedIn.map((id) => [credentialVariable(id), credentials[id]])),
    setNight,
    configuration: (locker, options = {}) =>
      demoConfiguration({ ...addressesOf(services), locker, exportFile, ...options }),
    close: async () => {
      await closeServices(services);
      if (!given) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The one export, made before the first night: what has changed since, events tell. */
function writeExport(folder: string): void {
  const text = JSON.stringify(vaultExport(companyAt(1).onepassword, exportTime(1), subject), null, 2);
  writeFileSync(join(folder, exportFile), `${text}\n`);
}
