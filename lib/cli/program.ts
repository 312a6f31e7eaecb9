import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { commit, commitDate } from '../commit.ts';
import { useProxies } from '../http/proxy.ts';
import { version } from '../version.ts';
import { callable } from './called-as.ts';
import { type Clock, machineClock } from './clock.ts';
import { defineOpen, definePackage, defineQuery, defineSample, defineVerify } from './definitions/auditor.ts';
import {
  defineFleet,
  defineFleetDrift,
  defineFleetExport,
  defineFleetOpen,
  defineFleetRotateKey,
  defineFleetRun,
  defineFleetStatus,
  defineFleetVerify,
} from './definitions/fleet.ts';
import { defineRotateKey } from './definitions/key.ts';
import { defineControls, defineDrift, defineRun, defineStatus } from './definitions/nights.ts';
import { defineAttest, defineExport, defineReview, defineServices } from './definitions/people.ts';
import { defineCompletion, defineDemo, defineDoctor, defineInit } from './definitions/start.ts';
import { type ExitCode, errorText } from './exit.ts';
import { afterHelp, exits } from './help-text.ts';
import { onScreen } from './terminal.ts';

/** The version and the code behind it, as evidence names them. */
function versionText(): string {
  const from = [commit()?.slice(0, 12) ?? 'commit unknown', commitDate()].filter((part) => part !== null);
  return `${version} (${from.join(', ')})`;
}

/** How a command is called and what becomes of it. */
interface Calling {
  readonly clock: Clock;
  readonly ended: (code: ExitCode) => void;
}

/**
 * Runs the command line and gives the exit status. Each command's code is loaded when it is called, so that
 * `--help` and short commands start at once.
 */
export async function main(args: readonly string[], clock = machineClock): Promise<number> {
  let status: ExitCode = 0;
  const ended = (code: ExitCode) => {
    status = code;
  };
  const program = describe({ clock, ended });
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${onScreen(callable(errorText(error, program.opts().debug === true)))}\n`);
    return 2;
  }
}

function describe(calling: Calling) {
  const program = new Command('exhibit')
    .description(
      'Collects compliance evidence every night, proves that nobody changed it, and says when a control stops passing.',
    )
    .version(versionText())
    .option('-q, --quiet', 'print only what is wrong')
    .option('-v, --verbose', 'name every request to a provider, on standard error')
    .option('--debug', 'print stack traces')
    .addHelpText('after', afterHelp)
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => void process.stdout.write(callable(text)),
      writeErr: (text) => void process.stderr.write(callable(text)),
      outputError: (text, write) => write(onScreen(text.replace(/^error: /, 'exhibit: '))),
    })
    .showHelpAfterError('`exhibit --help` lists the commands.')
    .hook('preAction', (whole, called) => {
      for (const name of ['quiet', 'verbose'] as const)
        if (whole.opts()[name]) called.setOptionValue(name, true);
      // The demo’s providers are on this machine, where no proxy reaches them.
      if (called.name() !== 'demo') useProxies(process.env);
    })
    .exitOverride();
  program.commandsGroup('To begin:');
  addStartCommands(program, calling);
  program.commandsGroup('Every night, and its result:');
  addNightCommands(program, calling);
  addControlsCommand(program, calling);
  program.commandsGroup('What people add:');
  addPeopleCommands(program, calling);
  program.commandsGroup('For an auditor:');
  addAuditorCommands(program, calling);
  program.commandsGroup('For many organizations:');
  addFleetCommands(program, calling);
  program.commandsGroup('From time to time:');
  addKeyCommand(program, calling);
  defineCompletion(program).action(async (shell) =>
    calling.ended(await (await import('./commands/completion.ts')).completionCommand(shell, program)),
  );
  program.helpCommand('help [command]', 'list the options of a command');
  defineVersion(program);
  for (const command of program.commands) {
    finish(command, command.name());
    for (const inner of command.commands) finish(inner, `${command.name()} ${inner.name()}`);
  }
  return program;
}

/** What every command's page ends with, unless the command says it in its own words. */
const ownExits: readonly string[] = ['package', 'review', 'export', 'completion', 'help', 'version'];

function finish(command: CommandUnknownOpts, called: string): void {
  command.exitOverride().showHelpAfterError(`\`exhibit ${called} --help\` lists its options.`);
  if (!ownExits.includes(called)) command.addHelpText('after', exits);
}

/** What people type for `--version`. */
function defineVersion(program: Command): void {
  program.command('version', { hidden: true }).action(() => void process.stdout.write(`${versionText()}\n`));
}

function addStartCommands(program: Command, { clock, ended }: Calling): void {
  defineDemo(program).action(async (options) =>
    ended(await (await import('./commands/demo.ts')).demoCommand(options, clock())),
  );
  defineInit(program).action(async (options) =>
    ended(await (await import('./commands/init.ts')).initCommand(options)),
  );
  defineDoctor(program).action(async (options) =>
    ended(await (await import('./commands/doctor.ts')).doctorCommand(options, clock)),
  );
}

function addNightCommands(program: Command, { clock, ended }: Calling): void {
  defineRun(program).action(async (options) =>
    ended(await (await import('./commands/run.ts')).runCommand(options, clock)),
  );
  defineStatus(program).action(async (control, options) =>
    ended(await (await import('./commands/status.ts')).statusCommand(control, options, clock())),
  );
  defineDrift(program).action(async (options) =>
    ended(await (await import('./commands/drift.ts')).driftCommand(options)),
  );
}

function addControlsCommand(program: Command, { ended }: Calling): void {
  defineControls(program).action(async (control, options) =>
    ended(await (await import('./commands/controls.ts')).controlsCommand(control, options)),
  );
}

function addPeopleCommands(program: Command, { clock, ended }: Calling): void {
  defineAttest(program).action(async (control, options) =>
    ended(await (await import('./commands/attest.ts')).attestCommand(control, options, clock())),
  );
  defineReview(program).action(async (options) =>
    ended(await (await import('./commands/review.ts')).reviewCommand(options, clock())),
  );
  defineServices(program).action(async (options) =>
    ended(await (await import('./commands/services.ts')).servicesCommand(options)),
  );
  defineExport(program).action(async (provider, options) =>
    ended(await (await import('./commands/export.ts')).exportCommand(provider, options, clock)),
  );
}

function addAuditorCommands(program: Command, { clock, ended }: Calling): void {
  defineVerify(program).action(async (locker, options) =>
    ended(await (await import('./commands/verify.ts')).verifyCommand(locker, options)),
  );
  defineOpen(program).action(async (locker, options) =>
    ended(await (await import('./commands/open.ts')).openCommand(locker, options, clock())),
  );
  definePackage(program).action(async (options) =>
    ended(await (await import('./commands/package.ts')).packageCommand(options, clock())),
  );
  defineSample(program).action(async (given, options) =>
    ended(await (await import('./commands/sample.ts')).sampleCommand(given, options, clock())),
  );
  defineQuery(program).action(async (sql, locker, options) =>
    ended(await (await import('./commands/query.ts')).queryCommand(sql, locker, options)),
  );
}

function addFleetCommands(program: Command, { clock, ended }: Calling): void {
  const fleet = defineFleet(program);
  defineFleetRun(fleet).action(async (options) =>
    ended(await (await import('./commands/fleet/run.ts')).fleetRunCommand(options, clock)),
  );
  defineFleetStatus(fleet).action(async (control, options) =>
    ended(await (await import('./commands/fleet/status.ts')).fleetStatusCommand(control, options, clock())),
  );
  defineFleetDrift(fleet).action(async (options) =>
    ended(await (await import('./commands/fleet/drift.ts')).fleetDriftCommand(options)),
  );
  defineFleetVerify(fleet).action(async (options) =>
    ended(await (await import('./commands/fleet/verify.ts')).fleetVerifyCommand(options)),
  );
  defineFleetOpen(fleet).action(async (organization, options) =>
    ended(await (await import('./commands/fleet/open.ts')).fleetOpenCommand(organization, options, clock())),
  );
  defineFleetExport(fleet).action(async (organization, options) =>
    ended(
      await (await import('./commands/fleet/export.ts')).fleetExportCommand(organization, options, clock()),
    ),
  );
  defineFleetRotateKey(fleet).action(async (options) =>
    ended(await (await import('./commands/fleet/rotate-key.ts')).fleetRotateKeyCommand(options)),
  );
}

function addKeyCommand(program: Command, { ended }: Calling): void {
  defineRotateKey(program).action(async (options) =>
    ended(await (await import('./commands/rotate-key.ts')).rotateKeyCommand(options)),
  );
}
