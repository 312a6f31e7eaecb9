import { Command, CommanderError, Option } from 'commander';
import { commit, commitDate } from '../commit.ts';
import { useProxies } from '../http/proxy.ts';
import { version } from '../version.ts';
import { type Clock, machineClock } from './clock.ts';
import { type ExitCode, errorText } from './exit.ts';
import { afterHelp, exits, packageHelp, reviewHelp } from './help-text.ts';

/** The version and the code behind it, as evidence names them. */
function versionText(): string {
  const from = [commit()?.slice(0, 12) ?? 'commit unknown', commitDate()].filter((part) => part !== null);
  return `${version} (${from.join(', ')})`;
}

type Action<Options> = (options: Options, clock: Clock) => Promise<ExitCode>;

/** How a command is called and what becomes of it. */
interface Calling {
  readonly clock: Clock;
  readonly ended: (code: ExitCode) => void;
}

/**
 * Runs the command line and gives the exit status. Each command's code is loaded when it is called, so that
 * `--help` and short commands start at once.
 */
export async function main(words: readonly string[], clock = machineClock): Promise<number> {
  let status: ExitCode = 0;
  const ended = (code: ExitCode) => {
    status = code;
  };
  const program = describe({ clock, ended });
  try {
    await program.parseAsync(words, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${errorText(error, program.opts().debug === true)}\n`);
    return 2;
  }
}

function describe(calling: Calling): Command {
  const program = new Command('exhibit')
    .description(
      'Collects compliance evidence every night, proves that nobody changed it, and says when a rule stops holding.',
    )
    .version(versionText())
    .option('--debug', 'print stack traces')
    .addHelpText('after', afterHelp)
    .showSuggestionAfterError()
    .hook('preAction', (_, called) => {
      // The demo’s providers are on this machine, where no proxy reaches them.
      if (called.name() !== 'demo') useProxies(process.env);
    })
    .exitOverride();
  program.commandsGroup('To begin:');
  addStartCommands(program, calling);
  program.commandsGroup('Every night, and what came of it:');
  addNightCommands(program, calling);
  addLookCommands(program, calling);
  program.commandsGroup('What people add:');
  addAttestCommand(program, calling);
  addReviewCommand(program, calling);
  program.commandsGroup('For an auditor:');
  addVerifyCommand(program, calling);
  addAuditorCommands(program, calling);
  addSampleCommand(program, calling);
  program.commandsGroup('Now and then:');
  addKeyCommand(program, calling);
  program.helpCommand('help [command]', 'list the options of a command');
  for (const command of program.commands) command.exitOverride();
  return program;
}

const config = (): Option => new Option('--config <file>', 'the configuration').default('exhibit.yaml');
const json = (): Option => new Option('--json', 'one JSON object on standard output and nothing else');

function addNightCommands(program: Command, calling: Calling): void {
  program
    .command('run')
    .description('collect, judge and seal one night, now')
    .addOption(config())
    .option('--at <time>', "the run's nominal time (RFC 3339), which is also the clock that controls see")
    .option('--only <id...>', 'ask these connections only; the others count as not asked')
    .option('--scheduled', 'say in the evidence that a timer started the run, not a person')
    .addOption(json())
    .addHelpText('after', exits)
    .action(
      ending(calling, async (options, clock) =>
        (await import('./commands/run.ts')).runCommand(options as never, clock),
      ),
    );
}

function addAttestCommand(program: Command, calling: Calling): void {
  program
    .command('attest')
    .description("record a person's dated word, for what no API answers")
    .argument('<control>', 'the control that it is about')
    .requiredOption('--by <who>', 'who says so')
    .requiredOption('--note <text>', 'what was looked at, and what was seen')
    .option('--file <file...>', 'what shows it: kept in the locker with the word')
    .option(
      '--expires <date>',
      'last day on which it counts (YYYY-MM-DD); by default in 90 days, of access.reviewed in a year',
    )
    .addOption(config())
    .addOption(json())
    .action(async (control: string, options: object) => {
      const { attestCommand } = await import('./commands/attest.ts');
      calling.ended(await attestCommand({ ...options, control } as never, calling.clock()));
    });
}

function addReviewCommand(program: Command, calling: Calling): void {
  program
    .command('review')
    .description('prepare an access review: who has what on every service, from sealed evidence')
    .option('--run <run>', 'a sealed run (2026-11-22T01:00:00Z) or a day (2026-11-22); by default the last')
    .option('--out <folder>', 'a new or empty folder to put it in (access-review)')
    .option('--unused <days>', 'what was not used for longer counts as unused', '30')
    .addOption(config())
    .addOption(json())
    .addHelpText('after', reviewHelp)
    .action(
      ending(calling, async (options) =>
        (await import('./commands/review.ts')).reviewCommand(options as never),
      ),
    );
}

function addLookCommands(program: Command, calling: Calling): void {
  program
    .command('status')
    .description('where every control stands, and its last thirty nights')
    .addOption(config())
    .addOption(json())
    .action(
      ending(calling, async (options, clock) =>
        (await import('./commands/status.ts')).statusCommand(options as never, clock()),
      ),
    );
  program
    .command('drift')
    .description('what changed between two sealed nights; by default in the last one')
    .addOption(config())
    .option(
      '--from <run>',
      'a run (2026-11-22T01:00:00Z) or a day (2026-11-22); by default the one before --to',
    )
    .option('--to <run>', 'a run or a day; by default the last')
    .addOption(json())
    .action(
      ending(calling, async (options) =>
        (await import('./commands/drift.ts')).driftCommand(options as never),
      ),
    );
}

function addVerifyCommand(program: Command, calling: Calling): void {
  program
    .command('verify')
    .description('recompute everything: every file, every seal, the whole chain')
    .argument(
      '[locker]',
      "a locker's folder, s3://bucket/prefix, or a package (zip or unpacked); by default the configuration's",
    )
    .option('--config <file>', 'the configuration that names the locker and trusted keys (exhibit.yaml)')
    .option('--key <file...>', 'public keys (PEM) to trust')
    .option('--timestamp-authority <file...>', 'certificates (PEM) of time-stamping authorities to trust')
    .option('--head <sha256>', 'the last seal that you know of, from outside the locker')
    .option('--rejudge', 'make records and verdicts again from the sealed answers, and compare them')
    .option('--rebuild', 'make page, tables and OSCAL of a package again, and compare them byte for byte')
    .addOption(json())
    .action(async (locker: string | undefined, options: object) => {
      calling.ended(
        await (await import('./commands/verify.ts')).verifyCommand({ ...options, locker } as never),
      );
    });
}

function addAuditorCommands(program: Command, calling: Calling): void {
  program
    .command('package')
    .description('everything of some days in one file, for an auditor to read and check without us')
    .requiredOption('--from <date>', "first day (YYYY-MM-DD), in the company's time zone")
    .requiredOption('--to <date>', 'last day, included')
    .option('--out <file>', 'the zip to write; by default exhibit-<from>-to-<to>.zip')
    .option('--head <sha256>', 'the last seal that you know of, from outside the locker')
    .option(
      '--pseudonyms',
      'people by stable pseudonyms, whose key stays beside the signing key; raw answers are left out',
    )
    .option('--unsigned', 'without the signing key: then nothing vouches for the report and the tables')
    .addOption(config())
    .addOption(json())
    .addHelpText('after', packageHelp)
    .action(
      ending(calling, async (options, clock) =>
        (await import('./commands/package.ts')).packageCommand(options as never, clock()),
      ),
    );
}

function addSampleCommand(program: Command, calling: Calling): void {
  program
    .command('sample')
    .description(
      "draw some of a control's population so that anybody can draw the same again, with the evidence for each",
    )
    .requiredOption('--control <id>', 'the control')
    .option('--size <number>', 'how many', '25')
    .option('--seed <text>', 'whatever you choose; by default a random one, which is printed')
    .option('--from <date>', 'first day (YYYY-MM-DD); by default that of the first night')
    .option('--to <date>', 'last day, included; by default that of the last night')
    .addOption(config())
    .addOption(json())
    .action(
      ending(calling, async (options, clock) =>
        (await import('./commands/sample.ts')).sampleCommand(options as never, clock()),
      ),
    );
}

function addKeyCommand(program: Command, calling: Calling): void {
  program
    .command('rotate-key')
    .description('seal with a new key from the next run on; earlier seals stay verifiable')
    .addOption(config())
    .action(
      ending(calling, async (options) =>
        (await import('./commands/rotate-key.ts')).rotateKeyCommand(options as never),
      ),
    );
}

function addStartCommands(program: Command, calling: Calling): void {
  program
    .command('demo')
    .description('thirty nights of a made-up company, collected on this machine')
    .option('--out <folder>', 'a new or empty folder to put it in (exhibit-demo)')
    .addOption(json())
    .action(
      ending(calling, async (options) => (await import('./commands/demo.ts')).demoCommand(options as never)),
    );
  program
    .command('init')
    .description('write a commented configuration and print the scopes and steps for each provider')
    .addOption(config())
    .action(
      ending(calling, async (options) => (await import('./commands/init.ts')).initCommand(options as never)),
    );
  program
    .command('doctor')
    .description('ask each provider whether it answers what is needed, and say what is missing')
    .addOption(config())
    .addOption(json())
    .action(
      ending(calling, async (options, clock) =>
        (await import('./commands/doctor.ts')).doctorCommand(options as never, clock),
      ),
    );
}

function ending({ clock, ended }: Calling, action: Action<object>): (options: object) => Promise<void> {
  return async (options) => ended(await action(options, clock));
}
