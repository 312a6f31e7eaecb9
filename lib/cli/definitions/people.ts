import { Argument, type Command } from '@commander-js/extra-typings';
import { usualAttestedDays } from '../../judging/local-date.ts';
import { exportHelp, reviewHelp } from '../help-text.ts';
import { config, json, type OptionsOf } from './shared.ts';

export const defineAttest = (program: Command) =>
  program
    .command('attest')
    .description("record a person's dated attestation of what no API answers")
    .argument('<control>', 'the control that it is about')
    .requiredOption('--by <who>', 'who says so')
    .requiredOption('--note <text>', 'what was looked at, and what was seen')
    .option('--file <file...>', 'a file that shows it: kept in the locker with the attestation')
    .option(
      '--expires <date>',
      `last day on which it counts (YYYY-MM-DD); by default in ${usualAttestedDays} days`,
    )
    .addOption(config())
    .addOption(json());

export const defineReview = (program: Command) =>
  program
    .command('review')
    .description('prepare an access review: who has what on every service, from sealed evidence')
    .option('--run <run>', 'a sealed run (2026-11-22T01:00:00Z) or a day (2026-11-22); by default the last')
    .option('--out <folder>', 'a new or empty folder to put it in (access-review)')
    .option('--unused <days>', 'what was not used for longer counts as unused', '30')
    .option('--record <folder>', 'record the review whose sheets in this folder were filled in')
    .addOption(config())
    .addOption(json())
    .addHelpText('after', reviewHelp);

export const defineServices = (program: Command) =>
  program
    .command('services')
    .description('compare the register of services with the services found in use, from sealed evidence')
    .addOption(config())
    .addOption(json());

export type ServicesOptions = OptionsOf<typeof defineServices>;
export const defineExport = (program: Command) =>
  program
    .command('export')
    .description(
      'ask the command line of 1Password (op) who has which vault, for a connection with source: export',
    )
    .addArgument(new Argument('<provider>', 'whom to ask').choices(['onepassword'] as const))
    .option('--with-titles', 'also titles and web addresses of items, and nothing else about them')
    .option('--out <file>', 'where to write it (onepassword-export.json)')
    .addHelpText('after', exportHelp);

export type AttestOptions = OptionsOf<typeof defineAttest>;
export type ReviewOptions = OptionsOf<typeof defineReview>;
export type ExportOptions = OptionsOf<typeof defineExport>;
