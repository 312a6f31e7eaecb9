import { stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { defaults } from '../../config/defaults.ts';
import { suggest } from '../../config/suggestions.ts';
import { configurationTemplate } from '../../config/template.ts';
import { makeFolders } from '../../locker/make-folders.ts';
import { providers } from '../../providers/collectors.ts';
import type { AnyProvider, ProviderSetup } from '../../providers/provider.ts';
import { callable } from '../called-as.ts';
import type { InitOptions } from '../definitions/start.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { openConfiguration, withExistingLocker } from '../open.ts';
import { callerPath } from '../paths.ts';
import { servicesFound } from '../services-found.ts';
import { offerOf } from '../services-text.ts';
import { type Terminal, terminal } from '../terminal.ts';
import { columns, wrap } from '../text.ts';

/** What most companies begin with, where nobody says which. */
const usual: readonly string[] = ['google-workspace', 'onepassword'];

interface NewFile {
  readonly path: string;
  readonly text: string;
  readonly mode?: number;
}

/** `exhibit init`: writes a commented configuration and scripts, and prints what to grant. Never overwrites. */
export async function initCommand(options: InitOptions): Promise<ExitCode> {
  const shown = terminal(options);
  const file = callerPath(options.config);
  // A name that is wrong is told, also where a configuration is there already and nothing is written.
  if (options.provider !== undefined) providersNamed(options.provider);
  const offered = await offeredServices(options);
  if (offered !== null) {
    shown.out(
      `${file} is there already and was left as it is. What was found in use and it does not list:\n\n${offered}`,
    );
    return 0;
  }
  await refuseTaken([file]);
  const chosen = await chosenProviders(options.provider, shown);
  const ready = chosen ?? providers.filter(({ id }) => usual.includes(id));
  const scripts = ready.flatMap((provider) => scriptsOf(provider, dirname(file)));
  const written: readonly NewFile[] = [{ path: file, text: callable(templateOf(chosen)) }, ...scripts];
  await refuseTaken(written.map(({ path }) => path));
  for (const one of written) await writeNew(one);
  shown.out(`Wrote ${written.map(({ path }) => path).join('\n      ')}\n`);
  if (shown.quiet) return 0;
  for (const provider of ready) shown.out(setupText(provider, shown));
  shown.out(nextSteps(basename(file), chosen === null, shown));
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

/** Those that were named, or that a person who watches names now; null where nobody does. */
async function chosenProviders(
  named: string | undefined,
  shown: Terminal,
): Promise<readonly AnyProvider[] | null> {
  if (named !== undefined) return providersNamed(named);
  if (process.stdin.isTTY !== true || !shown.live) return null;
  shown.out('What does the company use?');
  shown.out(columns(providers.map(({ id, title }, at) => [`  ${at + 1}`, title, shown.paint('dim', id)])));
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await ask.question('Numbers or names, with commas between (Enter: the first two): ');
    return answer.trim() === '' ? null : providersNamed(answer);
  } finally {
    ask.close();
  }
}

function providersNamed(list: string): readonly AnyProvider[] {
  const names = list
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .map((name) => providers[Number(name) - 1]?.id ?? name);
  const ids = providers.map(({ id }) => id);
  const unknown = names.find((name) => !ids.includes(name));
  if (unknown !== undefined)
    throw new CommandError(`--provider ${unknown}: there is no such provider — ${suggest(unknown, ids)}`);
  if (names.length === 0) throw new CommandError(`--provider names none — choose of ${ids.join(', ')}`);
  return providers.filter(({ id }) => names.includes(id));
}

/** The chosen ones alone; where nobody chose, the others stand there commented out. */
function templateOf(chosen: readonly AnyProvider[] | null): string {
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const setups = (chosen ?? providers).map(({ title, setup }) => ({
    title,
    example: setup.example,
    ...(chosen ? { ready: true } : {}),
  }));
  return configurationTemplate({ timezone, setups });
}

/** A step that holds a script becomes a file, which is easier to run than what a terminal shows. */
function scriptsOf({ id, setup }: AnyProvider, folder: string): NewFile[] {
  const scripts = setup.steps.flatMap((step) => partsOf(step).script ?? []);
  return scripts.map((text, at) => ({
    path: join(folder, scriptName(id, at)),
    text: `${text}\n`,
    mode: 0o755,
  }));
}

function scriptName(id: string, at: number): string {
  return at === 0 ? `${id}-export.sh` : `${id}-export-${at + 1}.sh`;
}

function partsOf(step: string): { sentence: string; script: string | null } {
  const [sentence = '', ...script] = step.split('\n');
  return { sentence, script: script.length > 0 ? script.join('\n').trim() : null };
}

async function refuseTaken(paths: readonly string[]): Promise<void> {
  for (const path of paths) if (await stat(path).catch(() => null)) throw taken(path);
}

function taken(path: string): CommandError {
  return new CommandError(
    `${path} is there already and was left as it is. Remove it, or name another place: --config FOLDER/exhibit.yaml.`,
  );
}

/** The folder is made where there is none: it was named for this. */
async function writeNew({ path, text, mode }: NewFile): Promise<void> {
  try {
    await makeFolders(dirname(path));
    await writeFile(path, text, { flag: 'wx', ...(mode === undefined ? {} : { mode }) });
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && syscall === 'open') throw taken(path);
    throw new CommandError(
      `${path} cannot be written (${code}). Is ${dirname(path)} a folder that you may write?`,
    );
  }
}

function setupText({ id, title, setup }: AnyProvider, shown: Terminal): string {
  let scripts = 0;
  const lines = setup.steps.flatMap((step, at) => {
    const { sentence, script } = partsOf(step);
    const lead = `${String(at + 1).padStart(3)}. `;
    const text = wrap(`${lead}${sentence.replace(/:$/, '.')}`, shown.columns, '     ');
    return script === null ? [text] : [text, `     ./${scriptName(id, scripts++)}`];
  });
  return [shown.paint('bold', title), ...lines, ...scopeLines(setup, shown), ''].join('\n');
}

/** Those that are granted as one text begin at the edge of the screen, so that nothing but them is copied. */
function scopeLines({ scopes, scopesTogether }: ProviderSetup, { columns }: Terminal): string[] {
  if (scopes.length === 0) return [];
  if (scopesTogether)
    return ['', '     Scopes, to be copied together, with their commas:', '', scopes.join(',\n')];
  return ['', '     Scopes:', ...scopes.map((scope) => wrap(`     ${scope}`, columns, '       '))];
}

function nextSteps(file: string, anybody: boolean, { columns }: Terminal): string {
  const others = 'For other providers, remove the file and name them: `exhibit init --provider github,slack`';
  return [
    'Then:',
    `  1. Fill in ${file}: whatever begins with YOUR_, and where the secrets are.`,
    wrap('  2. `exhibit doctor` says what the providers do not answer yet.', columns, '     '),
    wrap('  3. `exhibit run` collects the first night.', columns, '     '),
    '',
    ...(anybody ? [wrap(others, columns), ''] : []),
    wrap(
      `The first run makes a signing key at ${defaults.signingKey} beside the configuration. Keep it out of version control, and keep a copy of the public key (keys/ in the locker) elsewhere.`,
      columns,
    ),
  ].join('\n');
}
