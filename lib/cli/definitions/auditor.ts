import { type Command, Option } from '@commander-js/extra-typings';
import { populationNames } from '../../report/populations.ts';
import { packageHelp } from '../help-text.ts';
import { config, json, type OptionsOf } from './shared.ts';

export const defineVerify = (program: Command) =>
  program
    .command('verify')
    .description('recompute everything: every file, every seal, the whole chain')
    .argument(
      '[locker]',
      "a locker's folder, s3://bucket/prefix, or a package (zip or unpacked); by default the configuration's",
    )
    .option(
      '--config <file>',
      'the configuration that names the locker and trusted keys (EXHIBIT_CONFIG, or exhibit.yaml)',
    )
    .option('--key <file...>', 'public keys (PEM) to trust')
    .option('--timestamp-authority <file...>', 'certificates (PEM) of time-stamping authorities to trust')
    .option('--witness-key <file...>', 'keys (PEM) of public logs to trust, in addition to that of Sigstore')
    .option('--head <sha256>', 'the last seal that you know of, from outside the locker')
    .option('--rejudge', 'make records and verdicts again from the sealed answers, and compare them')
    .option('--rebuild', 'make page, tables and OSCAL of a package again, and compare them byte for byte')
    .addOption(json());

export const definePackage = (program: Command) =>
  program
    .command('package')
    .description('the evidence of a period in one file, for an auditor to read and check alone')
    .requiredOption('--from <date>', "first day (YYYY-MM-DD), in the company's time zone")
    .requiredOption('--to <date>', 'last day, included')
    .option('--out <file>', 'the zip to write; by default exhibit-<from>-to-<to>.zip')
    .option('--head <sha256>', 'the last seal that you know of, from outside the locker')
    .option(
      '--pseudonyms',
      'replace people by stable pseudonyms (their key stays beside the signing key) and leave out raw answers',
    )
    .option('--unsigned', 'do not sign: then no signature covers the report and the tables')
    .addOption(config())
    .addOption(json())
    .addHelpText('after', packageHelp);

export const defineSample = (program: Command) =>
  program
    .command('sample')
    .description(
      "draw a sample of a control's population that anybody can draw again, with the evidence for each item",
    )
    .argument(
      '[package]',
      "a package (zip or unpacked), without any configuration; by default the configuration's locker",
    )
    .addOption(new Option('--control <id>', 'from everybody whom a control judged').conflicts('population'))
    .addOption(new Option('--population <name>', 'from a table of the period').choices([...populationNames]))
    .option('--size <number>', 'how many', '25')
    .option('--seed <text>', 'any text that you choose; by default a random one, which is printed')
    .option('--from <date>', 'first day (YYYY-MM-DD); by default that of the first night')
    .option('--to <date>', 'last day, included; by default that of the last night')
    .addOption(config())
    .addOption(json());

export const defineQuery = (program: Command) =>
  program
    .command('query')
    .description('one SQL query over all sealed nights; needs DuckDB, which you install')
    .argument('<sql>', 'one SELECT over findings, controls, datasets, records, drift and standard')
    .argument(
      '[locker]',
      "a locker's folder, s3://bucket/prefix, or a package; by default the configuration's",
    )
    .addOption(config())
    .addOption(json());

export const defineOpen = (program: Command) =>
  program
    .command('open')
    .description('the report in a browser; by default of the last thirty nights')
    .argument(
      '[locker]',
      "a locker's folder, s3://bucket/prefix, or a package; by default the configuration's",
    )
    .option('--from <date>', "first day (YYYY-MM-DD), in the company's time zone")
    .option('--to <date>', 'last day, included; by default that of the last night')
    .option('--no-browser', 'print the address and open nothing')
    .addOption(config());

export type OpenOptions = OptionsOf<typeof defineOpen>;
export type QueryOptions = OptionsOf<typeof defineQuery>;
export type VerifyOptions = OptionsOf<typeof defineVerify>;
export type PackageOptions = OptionsOf<typeof definePackage>;
export type SampleOptions = OptionsOf<typeof defineSample>;
