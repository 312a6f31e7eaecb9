import { type Command, Option } from '@commander-js/extra-typings';

/** Adds one command to the program. What its flags are named here is what its code may read. */
export type Definition = (program: Command) => Pick<Command, 'opts'>;

/** What a command is called with, inferred from its definition: a flag that is renamed there is unknown to its code. */
export type OptionsOf<Define extends (program: Command) => { opts(): object }> = Readonly<
  ReturnType<ReturnType<Define>['opts']>
>;

/** The usual name of the configuration, where nobody gives another. */
export const usualConfig = 'exhibit.yaml';

export const config = () => new Option('--config <file>', 'the configuration').default(usualConfig);
export const json = () => new Option('--json', 'one JSON object on standard output and nothing else');
