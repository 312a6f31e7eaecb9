import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { type GoogleStandIn, startGoogleWorkspace } from '../../demo/stand-ins/google-workspace.ts';
import { type OnePasswordStandIn, startOnePassword, vaultExport } from '../../demo/stand-ins/onepassword.ts';
import { type Company, type Json, larch, mail, night } from './company.ts';
import { type GoBetween, type Meddle, startGoBetween } from './go-between.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const node = join(root, 'node_modules', '.bin', 'node');

/** What a command came to. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The same of a command with `--json`, whose output was one JSON object and nothing else. */
export interface JsonOutcome extends Outcome {
  readonly json: Json;
}

export interface SceneOptions {
  readonly company?: Company;
  /** Which providers the configuration names. */
  readonly connections?: readonly ('google' | 'onepassword')[];
  /** Seconds; 0 is one attempt. */
  readonly patience?: number;
  /** Changes what Google or 1Password answer on the way. */
  readonly meddle?: { readonly google?: Meddle; readonly onepassword?: Meddle };
}

/** A company with its providers running, and a folder from which the command line is called. */
export interface Scene extends AsyncDisposable {
  readonly folder: string;
  readonly locker: string;
  readonly google: GoogleStandIn;
  readonly onepassword: OnePasswordStandIn;
  readonly environment: Readonly<Record<string, string>>;
  /** From now on the company is this; the export and the configuration are written anew. */
  become(company: Company): void;
  /** Calls the command line. */
  exhibit(words: readonly string[], options?: CallOptions): Promise<Outcome>;
  /** `exhibit run --json` of the night, or of another. */
  run(options?: { at?: Date | string; words?: readonly string[] } & CallOptions): Promise<JsonOutcome>;
  /** Any other command with `--json`. */
  ask(words: readonly string[], options?: CallOptions): Promise<JsonOutcome>;
}

export interface CallOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Kills it, with no chance to tidy up, after so many milliseconds. */
  readonly killAfterMs?: number;
}

/** Starts the providers, writes `exhibit.yaml` and the export. */
export async function stage(options: SceneOptions = {}): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-e2e-'));
  let company = options.company ?? larch;
  const google = await startGoogleWorkspace(() => company.google);
  const onepassword = await startOnePassword(() => company.onepassword, { today: () => night });
  const between = await meddlers(options.meddle ?? {}, { google, onepassword });
  const urls = {
    google: between.google?.url ?? google.url,
    onepassword: between.onepassword?.url ?? onepassword.url,
  };
  const become = (next: Company): void => {
    company = next;
    const content = company.exported(
      vaultExport(company.onepassword, new Date(company.exportedAt), mail('ana')),
    );
    writeFileSync(
      join(folder, 'vaults.json'),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
    writeFileSync(join(folder, 'exhibit.yaml'), configurationText(company, urls, options));
  };
  become(company);
  const environment = {
    GOOGLE_CREDENTIALS: google.serviceAccountKey(),
    ONEPASSWORD_CREDENTIALS: onepassword.credentials(),
  };
  const exhibit: Scene['exhibit'] = (words, call = {}) =>
    callExhibit(words, { cwd: folder, ...call, environment: { ...environment, ...call.environment } });
  const ask: Scene['ask'] = async (words, call) => withJson(await exhibit([...words, '--json'], call));
  return {
    folder,
    locker: join(folder, 'evidence'),
    google,
    onepassword,
    environment,
    become,
    exhibit,
    ask,
    run: ({ at = night, words = [], ...call } = {}) => ask(['run', '--at', timeText(at), ...words], call),
    async [Symbol.asyncDispose]() {
      await Promise.all(
        [google, onepassword, between.google, between.onepassword].map((server) => server?.close()),
      );
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function timeText(at: Date | string): string {
  return typeof at === 'string' ? at : `${at.toISOString().slice(0, 19)}Z`;
}

async function meddlers(
  meddle: NonNullable<SceneOptions['meddle']>,
  servers: { readonly google: { url: string }; readonly onepassword: { url: string } },
): Promise<{ google: GoBetween | undefined; onepassword: GoBetween | undefined }> {
  return {
    google: meddle.google && (await startGoBetween(servers.google.url, meddle.google)),
    onepassword: meddle.onepassword && (await startGoBetween(servers.onepassword.url, meddle.onepassword)),
  };
}

function configurationText(
  { configuration, onepassword }: Company,
  urls: { readonly google: string; readonly onepassword: string },
  { connections = ['google', 'onepassword'], patience = 0 }: SceneOptions,
): string {
  const known = {
    google: {
      id: 'google',
      provider: 'google-workspace',
      credentials: 'env:GOOGLE_CREDENTIALS',
      endpoint: urls.google,
      subject: mail('ana'),
      patience,
    },
    onepassword: {
      id: 'onepassword',
      provider: 'onepassword',
      credentials: 'env:ONEPASSWORD_CREDENTIALS',
      endpoint: urls.onepassword,
      account: onepassword.account.id,
      source: 'export',
      file: './vaults.json',
      patience,
    },
  };
  return stringify({ ...configuration, connections: connections.map((id) => known[id]) });
}

/** Calls the command line as a person would, in a process of its own. */
export function callExhibit(words: readonly string[], call: CallOptions): Promise<Outcome> {
  const { cwd = tmpdir(), environment = {}, killAfterMs } = call;
  const child = spawn(node, [join(root, 'bin', 'exhibit.ts'), ...words], {
    cwd,
    env: { ...ownEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killing =
    killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve, reject) => {
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (bytes) => stdout.push(bytes));
    child.stderr.on('data', (bytes) => stderr.push(bytes));
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(killing);
      resolve({ status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}

/** Without what npm and Jest add; `INIT_CWD` would move relative paths. Compiled code is kept, which saves a third. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE: join(tmpdir(), 'exhibit-e2e-compiled') };
}

/** Standard output must be one JSON object on its own. */
function withJson(outcome: Outcome): JsonOutcome {
  const text = outcome.stdout.trim();
  if (text === '') return { ...outcome, json: null };
  return { ...outcome, json: JSON.parse(text) };
}
