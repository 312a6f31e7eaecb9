import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type GoogleStandIn, startGoogleWorkspace } from '../../demo/stand-ins/google-workspace.ts';
import { type OnePasswordStandIn, startOnePassword, vaultExport } from '../../demo/stand-ins/onepassword.ts';
import { type CallOptions, callExhibit, type Outcome } from './call.ts';
import { type Company, type Json, larch, mail, night } from './company.ts';
import { type GoBetween, type Meddle, startGoBetween } from './go-between.ts';

/** What a command with `--json` came to; its output was one JSON object and nothing else, or nothing at all. */
export interface JsonOutcome extends Outcome {
  readonly json: Json;
}

type ConnectionId = 'google' | 'onepassword';

export interface SceneOptions {
  readonly company?: Company;
  /** Which providers the configuration names. */
  readonly connections?: readonly ConnectionId[];
  /** Seconds; 0 is one attempt. */
  readonly patience?: number;
  /** Changes what a provider answers on the way. */
  readonly meddle?: Partial<Record<ConnectionId, Meddle>>;
  /** The providers' clock; by default the real one. */
  readonly now?: () => Date;
  /** Where the providers listen; by default at any free port. */
  readonly ports?: Readonly<Record<ConnectionId, number>>;
  /** Where the configuration and the locker lie; by default a temporary folder, which is removed afterwards. */
  readonly folder?: string;
  /** How the command line is called; by default in a process of its own each time. */
  readonly call?: (
    words: readonly string[],
    options: Required<Pick<CallOptions, 'cwd' | 'environment'>>,
  ) => Promise<Outcome>;
}

/** A company with its providers running, and a folder from which the command line is called. */
export interface Scene extends AsyncDisposable {
  readonly folder: string;
  readonly locker: string;
  readonly google: GoogleStandIn;
  readonly onepassword: OnePasswordStandIn;
  /** The credentials. */
  readonly environment: Readonly<Record<string, string>>;
  /** From now on the company is this; the export and the configuration are written anew. */
  become(company: Company): void;
  /** Calls the command line. */
  exhibit(words: readonly string[], options?: CallOptions): Promise<Outcome>;
  /** Calls it with `--json`. */
  ask(words: readonly string[], options?: CallOptions): Promise<JsonOutcome>;
  /** `exhibit run --json` of the night, or at another time. */
  run(at?: Date | string, words?: readonly string[], options?: CallOptions): Promise<JsonOutcome>;
}

/** Starts the providers, writes `exhibit.yaml` and the export. */
export async function stage(options: SceneOptions = {}): Promise<Scene> {
  const { call = callExhibit, ports, now = () => new Date() } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'exhibit-end-to-end-'));
  let company = options.company ?? larch;
  const google = await startGoogleWorkspace(() => company.google, { now, port: ports?.google ?? 0 });
  const onepassword = await startOnePassword(() => company.onepassword, {
    now,
    port: ports?.onepassword ?? 0,
    today: () => night,
  });
  const between = await goBetweens(options.meddle ?? {}, { google, onepassword });
  const urls = { google: google.url, onepassword: onepassword.url, ...urlsOf(between) };
  const become: Scene['become'] = (next) => {
    company = next;
    writeCompany(folder, company, configurationOf(company, urls, options));
  };
  become(company);
  const environment = {
    GOOGLE_CREDENTIALS: google.serviceAccountKey(),
    ONEPASSWORD_CREDENTIALS: onepassword.credentials(),
  };
  const exhibit: Scene['exhibit'] = (words, given = {}) =>
    call(words, { cwd: folder, ...given, environment: { ...environment, ...given.environment } });
  const ask: Scene['ask'] = async (words, given) => withJson(await exhibit([...words, '--json'], given));
  return {
    folder,
    locker: join(folder, 'evidence'),
    google,
    onepassword,
    environment,
    become,
    exhibit,
    ask,
    run: (at = night, words = [], given = {}) => ask(['run', '--at', timeText(at), ...words], given),
    async [Symbol.asyncDispose]() {
      await Promise.all([google, onepassword, ...Object.values(between)].map((server) => server.close()));
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A time as `--at` takes it. */
export function timeText(at: Date | string): string {
  return typeof at === 'string' ? at : `${at.toISOString().slice(0, 19)}Z`;
}

type GoBetweens = Partial<Record<ConnectionId, GoBetween>>;

async function goBetweens(
  { google, onepassword }: NonNullable<SceneOptions['meddle']>,
  servers: Record<ConnectionId, { readonly url: string }>,
): Promise<GoBetweens> {
  return {
    ...(google && { google: await startGoBetween(servers.google.url, google) }),
    ...(onepassword && { onepassword: await startGoBetween(servers.onepassword.url, onepassword) }),
  };
}

function urlsOf(between: GoBetweens): Partial<Record<ConnectionId, string>> {
  return Object.fromEntries(Object.entries(between).map(([id, { url }]) => [id, url]));
}

function writeCompany(folder: string, company: Company, configuration: object): void {
  const snapshot = vaultExport(company.onepassword, new Date(company.exportedAt), mail('ana'));
  const content = company.exported(snapshot);
  writeFileSync(join(folder, 'vaults.json'), typeof content === 'string' ? content : JSON.stringify(content));
  writeFileSync(join(folder, 'exhibit.yaml'), stringify(configuration));
}

function configurationOf(
  { configuration, onepassword }: Company,
  urls: Record<ConnectionId, string>,
  { connections = ['google', 'onepassword'], patience = 0 }: SceneOptions,
): object {
  const own = {
    google: { provider: 'google-workspace', credentials: 'env:GOOGLE_CREDENTIALS', subject: mail('ana') },
    onepassword: {
      provider: 'onepassword',
      credentials: 'env:ONEPASSWORD_CREDENTIALS',
      account: onepassword.account.id,
      source: 'export',
      file: './vaults.json',
    },
  };
  const entries = connections.map((id) => ({ id, endpoint: urls[id], patience, ...own[id] }));
  return { connections: entries, ...configuration };
}

function withJson(outcome: Outcome): JsonOutcome {
  const text = outcome.stdout.trim();
  return { ...outcome, json: text === '' ? null : JSON.parse(text) };
}
