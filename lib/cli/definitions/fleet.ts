import { type Command, Option } from '@commander-js/extra-typings';
import { configVariable, json, type OptionsOf } from './shared.ts';

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
    .description('the same for many organizations, each as isolated as if it were alone (fleet.yaml)');

export const defineFleetRun = (fleet: Command) =>
  fleet
    .command('run')
    .description('one night of every organization, side by side, and one seal over the heads of all chains')
    .addOption(config())
    .option('--at <time>', "the night's nominal time (RFC 3339), the same for every organization")
    .addOption(only())
    .option('--failed', 'those only of which the last night of the fleet had no whole night')
    .addOption(json());

export type FleetRunOptions = OptionsOf<typeof defineFleetRun>;

export const defineFleetVerify = (fleet: Command) =>
  fleet
    .command('verify')
    .description('recompute everything of every organization, and hold it against what the fleet sealed')
    .addOption(config())
    .addOption(only())
    .option('--key <file...>', "public keys (PEM) to trust for the fleet's own seals")
    .option('--head <sha256>', 'the last seal of the fleet that you know of, from outside its locker')
    .option('--rejudge', 'make records and verdicts again from the sealed answers, and compare them')
    .addOption(json());

export type FleetVerifyOptions = OptionsOf<typeof defineFleetVerify>;
