import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { catalog } from '../../controls/catalog.ts';
import { type Completed, completionScript, type Shell } from '../completion-script.ts';
import type { ExitCode } from '../exit.ts';

/** `exhibit completion SHELL`: print what makes a shell complete commands, flags and controls. */
export async function completionCommand(shell: Shell, program: CommandUnknownOpts): Promise<ExitCode> {
  const everywhere = flagsOf(program);
  const commands = program.commands
    .filter((command) => command.name() !== 'version')
    .map(
      (command): Completed => ({
        name: command.name(),
        description: command.description(),
        flags: [...new Set([command, ...command.commands].flatMap(flagsOf)), ...everywhere, '--help'],
        // What is named `control` is one of these.
        choices: takesControl(command) ? catalog.map(({ id }) => id) : choicesOf(command),
        controlFlag: command.options.some(({ long }) => long === '--control'),
      }),
    );
  process.stdout.write(
    completionScript(
      shell,
      commands,
      catalog.map(({ id }) => id),
    ),
  );
  return 0;
}

function flagsOf(command: CommandUnknownOpts): string[] {
  return command.options.flatMap(({ long }) => (long ? [long] : []));
}

function takesControl(command: CommandUnknownOpts): boolean {
  return command.registeredArguments.some((argument) => argument.name() === 'control');
}

/** What may stand after a command: one of its own, or a choice of its argument. */
function choicesOf(command: CommandUnknownOpts): readonly string[] {
  if (command.commands.length > 0) return command.commands.map((inner) => inner.name());
  return command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
}
