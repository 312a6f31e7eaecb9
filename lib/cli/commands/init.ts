import { writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { defaults } from '../../config/defaults.ts';
import { configurationTemplate } from '../../config/template.ts';
import { providers } from '../../providers/collectors.ts';
import type { ProviderSetup } from '../../providers/provider.ts';
import type { InitOptions } from '../definitions/start.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { callerPath } from '../paths.ts';
import { servicesFound } from '../services-found.ts';
import { offerOf } from '../services-text.ts';
import { type Terminal, terminal } from '../terminal.ts';
import { wrap } from '../text.ts';

/** `exhibit init`: writes a commented configuration and prints what to grant. Never overwrites. */
export async function initCommand(options: InitOptions): Promise<ExitCode> {
  const shown = terminal(false);
  const file = callerPath(options.config);
  const setups = providers.map(({ title, setup }) => ({ title, example: setup.example }));
  const offered = await offeredServices(options);
  if (offered !== null) {
    shown.out(
      `${file} is there already and was left as it is. What was found in use and it does not list:\n\n${offered}`,
    );
    return 0;
  }
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  await writeFile(file, configurationTemplate({ timezone, setups }), { flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw new CommandError(`${file} is there already and was left as it is.`);
      throw new CommandError(
        `${file} cannot be written (${error.code}). Is ${dirname(file)} a folder that you may write?`,
      );
    },
  );
  shown.out(`Wrote ${file}.\n`);
  for (const { title, setup } of providers) shown.out(setupText(title, setup, shown));
  shown.out(nextSteps(basename(file)));
  return 0;
}

/** What discovery found and the register does not list, as entries for it; null where there is nothing to offer. */
async function offeredServices(options: InitOptions): Promise<string | null> {
  try {
    const configuration = await openConfiguration(options);
    return await withExistingLocker(configuration.locker, async (locker) => {
      const { unregistered } = await servicesFound(configuration, locker);
      return unregistered.length > 0 ? offerOf(unregistered) : null;
    });
  } catch {
    // Without a sound configuration or a sealed night there is nothing to offer: init says what it always says.
    return null;
  }
}

function setupText(title: string, { scopes, steps }: ProviderSetup, shown: Terminal): string {
  return [
    shown.paint('bold', title),
    ...steps.map((step, at) => stepText(step, at + 1, shown)),
    ...(scopes.length > 0 ? ['', '     Scopes:', ...scopes.map((scope) => `     ${scope}`)] : []),
    '',
  ].join('\n');
}

/** A step that holds a script is printed as it stands, to be copied. */
function stepText(step: string, number: number, { columns }: Terminal): string {
  const [first = '', ...script] = step.split('\n');
  return [wrap(`${String(number).padStart(3)}. ${first}`, columns, '     '), ...script].join('\n');
}

function nextSteps(file: string): string {
  return [
    'Then:',
    `  1. Fill in ${file}.`,
    '  2. exhibit doctor   says what the providers do not answer yet.',
    '  3. exhibit run      collects the first night.',
    '',
    `The first run makes a signing key at ${defaults.signingKey} beside the configuration. Keep it out of version control,`,
    'and keep a copy of the public key (keys/ in the locker) elsewhere.',
  ].join('\n');
}
