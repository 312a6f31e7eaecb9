import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { companyAt, type World } from './company/company.ts';
import { demoConfiguration } from './company/configuration.ts';
import { nights, nightTime } from './company/nights.ts';
import { exportTime } from './company/password-events.ts';
import { subject } from './company/people.ts';
import { type GoogleStandIn, startGoogleWorkspace } from './stand-ins/google-workspace.ts';
import { type OnePasswordStandIn, startOnePassword, vaultExport } from './stand-ins/onepassword.ts';

export { companyAt, demoConfiguration, nights, nightTime };

export interface DemoOptions {
  /** The folder that the configuration will lie in; the export of the vaults is put there. Default: a temporary one. */
  readonly folder?: string;
  /** Ports for the two servers. Default: any free ones; the configuration's text then differs at each start. */
  readonly ports?: { readonly google: number; readonly onepassword: number };
  /** The providers' clock. Default: the real one. */
  readonly now?: () => Date;
}

/** Fathom Ferries, with its providers running. Begins on night 1. */
export interface Demo {
  readonly google: GoogleStandIn;
  readonly onepassword: OnePasswordStandIn;
  /** Where the export lies, and where the configuration belongs. */
  readonly folder: string;
  /** What the configuration's credentials refer to. */
  readonly environment: Readonly<Record<string, string>>;
  /** Makes it that night (1 to 30): people, policies, vaults, export, and the outage if there is one. */
  setNight(night: number): void;
  /** The text of `exhibit.yaml`, to be written to `folder`. */
  configuration(locker: string): string;
  /** Stops the servers; removes the folder if it was a temporary one. */
  close(): Promise<void>;
}

const exportFile = 'vaults.json';

/** Starts the company's two providers on the loopback interface. */
export async function startDemo({ folder: given, ports, now }: DemoOptions = {}): Promise<Demo> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'exhibit-demo-'));
  let world = companyAt(1);
  const clock = now ? { now } : {};
  const google = await startGoogleWorkspace(() => world.google, { ...clock, port: ports?.google ?? 0 });
  const onepassword = await startOnePassword(() => world.onepassword, {
    ...clock,
    port: ports?.onepassword ?? 0,
    today: () => nightTime(world.night),
  });
  const setNight = (night: number) => {
    world = companyAt(night);
    writeExport(world, folder);
    onepassword.behave();
    if (world.outage) onepassword.misbehave({ path: world.outage, do: 503 });
  };
  setNight(1);
  return {
    google,
    onepassword,
    folder,
    environment: {
      GOOGLE_CREDENTIALS: google.serviceAccountKey(),
      ONEPASSWORD_CREDENTIALS: onepassword.credentials(),
    },
    setNight,
    configuration: (locker) =>
      demoConfiguration({ googleUrl: google.url, onepasswordUrl: onepassword.url, locker, exportFile }),
    close: async () => {
      await Promise.all([google.close(), onepassword.close()]);
      if (!given) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeExport({ night, onepassword }: World, folder: string): void {
  const text = JSON.stringify(vaultExport(onepassword, exportTime(night), subject), null, 2);
  writeFileSync(join(folder, exportFile), `${text}\n`);
}
