import { type Command, Option } from '@commander-js/extra-typings';

/** Adds one command to the program. What its flags are named here is what its code may read. */
export type Definition = (program: Command) => Pick<Command, 'opts'>;

/** What a command is called with, inferred from its definition: a flag that is renamed there is unknown to its code. */
export type OptionsOf<Define extends (program: Command) => { opts(): object }> = Readonly<
  ReturnType<ReturnType<Define>['opts']>
> &
  EveryOption;

/** What every command may be called with; `program.ts` defines these. */
export interface EveryOption {
  readonly quiet?: true | undefined;
  readonly verbose?: true | undefined;
}

/** The usual name of the configuration, where nobody gives another. */
export const usualConfig = 'exhibit.yaml';

/** The variable that names the configuration where no flag does; an empty one names none. */
export const configVariable = 'EXHIBIT_CONFIG';

/** The configuration where no flag names one. */
export const namedConfig = (): string => process.env[configVariable] || usualConfig;

export const config = () =>
  new Option('--config <file>', 'the configuration').default(
    namedConfig(),
    `${configVariable}, or ${usualConfig}`,
  );
export const json = () => new Option('--json', 'one JSON object on standard output and nothing else');
export const lost = () => new Option('--lost', 'the old key is lost for good: make a new one in its place');
