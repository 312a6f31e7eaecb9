import { type Command, Option } from '@commander-js/extra-typings';
import { fleetHelp } from '../help-text.ts';
import { configVariable, json, lost, type OptionsOf } from './shared.ts';

/** The usual name of the file that names many organizations. */
const usualFleet = 'fleet.yaml';

const config = () =>
  new Option('--config <file>', 'the file that names the organizations').default(
    process.env[configVariable] || usualFleet,
    `${configVariable}, or ${usualFleet}`,
  );

const only = () => new Option('--only <id...>', 'these organizations only');

export const defineFleet = (program: Command) =>
  program
    .command('fleet')
    .description('the same for many organizations, each as isolated as if it were alone (fleet.yaml)')
    .addHelpText('after', fleetHelp);

export const defineFleetRun = (fleet: Command) =>
  fleet
    .command('run')
    .description('one night of every organization, side by side, and one seal over the heads of all chains')
    .addOption(config())
    .option('--at <time>', "the night's nominal time (RFC 3339), the same for every organization")
    .addOption(only())
    .option('--failed', 'only those without a complete night in the last night of the fleet')
    .addOption(json());

export type FleetRunOptions = OptionsOf<typeof defineFleetRun>;

export const defineFleetVerify = (fleet: Command) =>
  fleet
    .command('verify')
    .description('recompute everything of every organization, and compare it with what the fleet sealed')
    .addOption(config())
    .addOption(only())
    .option('--key <file...>', "public keys (PEM) to trust for the fleet's own seals")
    .option('--head <sha256>', 'the last seal of the fleet that you know of, from outside its locker')
    .option('--rejudge', 'make records and verdicts again from the sealed answers, and compare them')
    .addOption(json());

export type FleetVerifyOptions = OptionsOf<typeof defineFleetVerify>;

export const defineFleetStatus = (fleet: Command) =>
  fleet
    .command('status')
    .description('the status of every organization; with a control, its status in each')
    .argument('[control]', 'one control')
    .addOption(config())
    .addOption(only())
    .addOption(json());

export const defineFleetDrift = (fleet: Command) =>
  fleet
    .command('drift')
    .description(
      'what changed in every organization and in the list of organizations; by default in the last night',
    )
    .addOption(config())
    .addOption(only())
    .option('--from <run>', 'a run or a day; by default the one before --to')
    .option('--to <run>', 'a run or a day; by default the last')
    .addOption(json());

export const defineFleetExport = (fleet: Command) =>
  fleet
    .command('export')
    .description("hand one organization's locker over: a copy, verified, that needs nothing of the fleet")
    .argument('<organization>', 'its id in fleet.yaml')
    .option('--out <folder>', 'a new or empty folder to put it in (handover-<organization>)')
    .addOption(config())
    .addOption(json());

export const defineFleetOpen = (fleet: Command) =>
  fleet
    .command('open')
    .description('all organizations on one page in a browser; of one, its own report')
    .argument('[organization]', 'one organization')
    .option('--from <date>', "of one: first day (YYYY-MM-DD), in the company's time zone")
    .option('--to <date>', 'of one: last day, included')
    .option('--no-browser', 'print the address and open nothing')
    .addOption(config());

export const defineFleetRotateKey = (fleet: Command) =>
  fleet
    .command('rotate-key')
    .description("seal the fleet's lists with a new key from its next night on; organizations keep theirs")
    .addOption(lost())
    .addOption(config());

export type FleetRotateKeyOptions = OptionsOf<typeof defineFleetRotateKey>;
export type FleetStatusOptions = OptionsOf<typeof defineFleetStatus>;
export type FleetDriftOptions = OptionsOf<typeof defineFleetDrift>;
export type FleetExportOptions = OptionsOf<typeof defineFleetExport>;
export type FleetOpenOptions = OptionsOf<typeof defineFleetOpen>;
