import type { Command } from '@commander-js/extra-typings';
import { config, json, type OptionsOf } from './shared.ts';

export const defineRun = (program: Command) =>
  program
    .command('run')
    .description('collect, judge and seal one night, now')
    .addOption(config())
    .option('--at <time>', "the run's nominal time (RFC 3339), which is also the clock that controls see")
    .option('--only <id...>', 'ask these connections only; the others count as not asked')
    .option(
      '--scheduled',
      'a timer started the run, not a person: the evidence says so, and it is sealed even where no credential can be read',
    )
    .option('--dry-run', 'ask and judge as a night would, and store nothing')
    .addOption(json());

export const defineStatus = (program: Command) =>
  program
    .command('status')
    .description('the status of every control, and its last thirty nights; with a control, every subject')
    .argument('[control]', 'one control')
    .addOption(config())
    .addOption(json());

export const defineDrift = (program: Command) =>
  program
    .command('drift')
    .description('what changed between two sealed nights; by default in the last one')
    .addOption(config())
    .option(
      '--from <run>',
      'a run (2026-11-22T01:00:00Z) or a day (2026-11-22); by default the one before --to',
    )
    .option('--to <run>', 'a run or a day; by default the last')
    .addOption(json());

export const defineControls = (program: Command) =>
  program
    .command('controls')
    .description('the list of controls; with a control, what it asks, needs and means, and how to fix it')
    .argument('[control]', 'one control')
    .addOption(config());

export type ControlsOptions = OptionsOf<typeof defineControls>;
export type RunOptions = OptionsOf<typeof defineRun>;
export type StatusOptions = OptionsOf<typeof defineStatus>;
export type DriftOptions = OptionsOf<typeof defineDrift>;
