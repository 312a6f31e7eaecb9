import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { catalog } from '../../controls/catalog.ts';
import { manifests } from '../../providers/manifests.ts';
import {
  type Completed,
  type CompletedFlag,
  completionScript,
  type Offered,
  type Shell,
} from '../completion-script.ts';
import type { ExitCode } from '../exit.ts';

/** `exhibit completion SHELL`: print what makes a shell complete commands, flags and controls. */
export async function completionCommand(shell: Shell, program: CommandUnknownOpts): Promise<ExitCode> {
  process.stdout.write(completionScript(shell, completedIn(program)));
  return 0;
}

const help: CompletedFlag = { name: '--help', short: 'h', description: 'how it is called', value: null };

/** Every command, those within others too, and what stands before any. */
function completedIn(program: CommandUnknownOpts): Completed[] {
  const own = flagsOf(program);
  const everywhere = [...own.filter(({ name }) => name !== '--version'), help];
  const commands = program.commands.filter((command) => command.name() !== 'version');
  const names = commands.map((command) => command.name());
  return [
    { called: '', description: '', flags: [...own, help], offered: [...names, 'help'] },
    ...commands.flatMap((command) => [
      completed(command, command.name(), everywhere),
      ...command.commands.map((inner) => completed(inner, `${command.name()} ${inner.name()}`, everywhere)),
    ]),
    { called: 'help', description: 'list the options of a command', flags: [help], offered: names },
  ];
}

function completed(
  command: CommandUnknownOpts,
  called: string,
  everywhere: readonly CompletedFlag[],
): Completed {
  const offered = command.commands.map((inner) => inner.name());
  return {
    called,
    description: command.description(),
    flags: [...flagsOf(command), ...everywhere],
    offered: offered.length > 0 ? offered : offeredFor(command),
  };
}

function flagsOf({ options }: CommandUnknownOpts): CompletedFlag[] {
  return options.flatMap(({ long, short, description, flags, argChoices }) =>
    long
      ? [
          {
            name: long,
            short: short?.slice(1) ?? null,
            description,
            value: argChoices ?? named(/[<[]([\w-]+)/.exec(flags)?.[1], long),
          },
        ]
      : [],
  );
}

/** By the name that the value has in the help. */
function named(value: string | undefined, flag: string): Offered | null {
  if (value === undefined) return null;
  if (flag === '--control') return controls;
  if (flag === '--provider') return manifests.map(({ id }) => id);
  return value === 'file' || value === 'folder' ? 'files' : 'nothing';
}

const controls = catalog.map(({ id }) => id);
const places = ['locker', 'package'];

/** What may stand after a command where no flag does. */
function offeredFor({ registeredArguments }: CommandUnknownOpts): Offered {
  const names = registeredArguments.map((argument) => argument.name());
  if (names.includes('control')) return controls;
  if (names.some((name) => places.includes(name))) return 'files';
  const choices = registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  return choices.length > 0 ? choices : 'nothing';
}
