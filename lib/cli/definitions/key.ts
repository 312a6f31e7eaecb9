import type { Command } from '@commander-js/extra-typings';
import { config, lost, type OptionsOf } from './shared.ts';

export const defineRotateKey = (program: Command) =>
  program
    .command('rotate-key')
    .description('seal with a new key from the next run on; earlier seals stay verifiable')
    .addOption(lost())
    .addOption(config());

export type RotateKeyOptions = OptionsOf<typeof defineRotateKey>;
