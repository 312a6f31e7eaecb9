import { Argument, type Command } from '@commander-js/extra-typings';
import { completionHelp } from '../help-text.ts';
import { config, json, type OptionsOf } from './shared.ts';

export const defineDemo = (program: Command) =>
  program
    .command('demo')
    .description('thirty nights of a made-up company, collected on this machine')
    .option('--out <folder>', 'a new or empty folder to put it in (exhibit-demo)')
    .addOption(json());

export const defineInit = (program: Command) =>
  program
    .command('init')
    .description('write a commented configuration, and what to grant at each provider')
    .option(
      '--provider <ids>',
      'which providers, such as google-workspace,github; by default, a person at a terminal is asked',
    )
    .addOption(config());

export const defineDoctor = (program: Command) =>
  program
    .command('doctor')
    .description('ask each provider whether it answers what is needed, and say what is missing')
    .addOption(config())
    .addOption(json());

export const defineCompletion = (program: Command) =>
  program
    .command('completion')
    .description('print what makes a shell complete commands, flags and controls')
    .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish'] as const))
    .addHelpText('after', completionHelp);

export type DemoOptions = OptionsOf<typeof defineDemo>;
export type InitOptions = OptionsOf<typeof defineInit>;
export type DoctorOptions = OptionsOf<typeof defineDoctor>;
