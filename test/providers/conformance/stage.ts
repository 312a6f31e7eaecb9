import { linkSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { nightTime } from '../../../demo/company/nights.ts';
import { close, listen } from '../../../demo/stand-ins/serve/serve.ts';
import type { Configuration } from '../../../lib/config/configuration.ts';
import { catalog } from '../../../lib/controls/catalog.ts';
import type { EvidenceDocument } from '../../../lib/evidence/document.ts';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { collectConnection } from '../../../lib/nightly/collect/connection.ts';
import { conclude } from '../../../lib/nightly/conclude/conclude.ts';
import { type CollectContext, silent } from '../../../lib/nightly/run-context.ts';
import { providers } from '../../../lib/providers/collectors.ts';
import type { AnyProvider } from '../../../lib/providers/provider.ts';
import { runId } from '../../../lib/runs/run-id.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { night } from './company.ts';
import { type Heard, listening } from './listening.ts';
import type { OpenScene, Scene, Spoilable } from './scene.ts';

const run = runId(nightTime(night));

/** What one night left, and what was heard meanwhile. */
export interface Night {
  readonly documents: Readonly<Record<string, EvidenceDocument>>;
  /** The records of each dataset, by `connection/dataset`. */
  readonly records: Readonly<Record<string, readonly object[]>>;
  readonly verdicts: Readonly<Record<string, string>>;
  /** Every file that was written, as text that can be searched. */
  readonly texts: Readonly<Record<string, string>>;
  readonly heard: Heard;
  /** Milliseconds that were waited between attempts. */
  readonly waits: readonly number[];
}

export interface NightOptions {
  /** Seconds. */
  readonly patience?: number;
  /** Stands in for the provider of that id. */
  readonly hurried?: AnyProvider | undefined;
  /** Whether the configuration lists policy documents. Default: it does. */
  readonly policies?: boolean;
  /** Whether it turns Google's logs on. Default: it does. */
  readonly grants?: boolean;
}

/** The company with its providers running, and the night on which nothing is wrong with any answer. */
export interface Stage extends Spoilable, Pick<Scene, 'configuration' | 'credentials'> {
  readonly clean: Night;
  /** Where nobody is to ask. */
  readonly elsewhere: { readonly url: string; readonly asked: readonly string[] };
  /** A night of which one connection is collected anew and the others are as on the clean night. */
  again(connection: string, options?: NightOptions): Promise<Night>;
  /** From now on every answer is right. */
  behave(): void;
  close(): Promise<void>;
}

/** `only`: the connections that there are; default: all of the scene's. */
export async function openStage(open: OpenScene, only: readonly string[] | null = null): Promise<Stage> {
  const folder = await temporaryFolder();
  let at = nightTime(night).getTime();
  const scene = await open(folder, () => new Date(at));
  const elsewhere = await startElsewhere();
  const connections = scene.configuration.connections.filter(({ id }) => only?.includes(id) ?? true);
  const configuration: Configuration = { ...scene.configuration, connections };
  let count = 0;
  const nightIn = async (place: string, asked: readonly string[], options: NightOptions): Promise<Night> => {
    // Beyond every limit that is counted by the minute.
    at += 61_000;
    scene.beforeNight();
    const { credentials } = scene;
    const means = { configuration, credentials, now: () => new Date(at) };
    return await collectNight({ place, connections: asked, ...means, ...options });
  };
  const base = join(folder, 'clean');
  await scene.storeWords(base);
  const clean = await nightIn(
    base,
    connections.map(({ id }) => id),
    {},
  );
  return {
    ...scene,
    clean,
    elsewhere,
    again: async (connection, options = {}) => {
      const place = join(folder, String(++count));
      linkTree(base, place, (path) => isOthers(path, connection));
      return await nightIn(place, [connection], options);
    },
    close: async () => {
      await scene.close();
      await elsewhere.close();
    },
  };
}

/** Whether a file of the clean night's locker is a word, or evidence of another connection. */
function isOthers(path: string, connection: string): boolean {
  const folder = runFolder(run);
  if (!path.startsWith(folder)) return true;
  const [of, file] = path.slice(folder.length + 1).split('/');
  return file !== undefined && of !== connection;
}

/** The locker's files are written once, so that links are as good as copies. */
function linkTree(from: string, to: string, wanted: (path: string) => boolean): void {
  for (const path of filesIn(from).filter(wanted)) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    linkSync(join(from, path), join(to, path));
  }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

interface Collecting extends NightOptions {
  readonly place: string;
  readonly connections: readonly string[];
  readonly configuration: Configuration;
  readonly credentials: Scene['credentials'];
  readonly now: () => Date;
}

async function collectNight(options: Collecting): Promise<Night> {
  const { connections, now, patience = 0, place, hurried } = options;
  const { settings } = options.configuration;
  const configuration: Configuration = {
    ...options.configuration,
    connections: options.configuration.connections.map((one) => ({
      ...one,
      patience,
      settings: options.grants === false ? withoutReports(one.settings) : one.settings,
    })),
    controls: readingOnly(options.configuration, connections),
    settings: { ...settings, policies: options.policies === false ? [] : settings.policies },
  };
  const waits: number[] = [];
  const locker = openFolderLocker(place);
  const all = providers.map(
    (provider) => [provider.id, provider.id === hurried?.id ? hurried : provider] as const,
  );
  const context: CollectContext = {
    configuration,
    locker,
    run,
    now,
    providers: new Map(all),
    nominalGiven: true,
    collector: { version: '0.0.0', commit: null, node: 'v24', trigger: 'schedule', by: null },
    secretOf: async ({ id }) => options.credentials[id] ?? null,
    scratch: await locker.scratch(),
    progress: silent,
    sleep: async (ms) => {
      waits.push(ms);
    },
  };
  const heard = await listening(async () => {
    for (const connection of configuration.connections)
      if (connections.includes(connection.id)) await collectConnection(context, connection, []);
  });
  const findings = await conclude(context, []);
  const verdicts = Object.fromEntries(findings.controls.map(({ id, verdict }) => [id, verdict]));
  await locker.close();
  return { ...written(place, connections), verdicts, heard, waits };
}

function withoutReports(settings: unknown): unknown {
  const { reports: _, ...rest } = settings as { readonly reports?: unknown };
  return rest;
}

/** Without the controls that read nothing of these connections, which is most of a night's work. */
function readingOnly(
  { connections, controls }: Configuration,
  read: readonly string[],
): Configuration['controls'] {
  const asked = new Set(connections.filter(({ id }) => read.includes(id)).map(({ provider }) => provider));
  const others = catalog.filter(
    ({ id, needs }) =>
      id !== 'evidence.complete' && !needs.some(({ dataset }) => asked.has(dataset.provider)),
  );
  const off = others.map(({ id }) => [id, { off: 'It reads nothing of what is tried.' }] as const);
  return read.length === connections.length ? controls : new Map([...controls, ...off]);
}

/** What lies in the locker of the connections that were collected. */
function written(
  place: string,
  connections: readonly string[],
): Pick<Night, 'documents' | 'records' | 'texts'> {
  const folder = join(place, runFolder(run));
  const own = filesIn(folder).filter(
    (path) => !path.includes('/') || connections.includes(path.split('/')[0] ?? ''),
  );
  const texts = Object.fromEntries(own.map((path) => [path, textOf(join(folder, path))]));
  const documents: Record<string, EvidenceDocument> = {};
  const records: Record<string, readonly object[]> = {};
  for (const [path, text] of Object.entries(texts)) {
    if (!path.includes('/') || !path.endsWith('.json') || path.split('/').length > 2) continue;
    const document: EvidenceDocument = JSON.parse(text);
    const name = `${document.connection}/${document.dataset}`;
    documents[name] = document;
    const lines = document.records ? texts[`${document.connection}/${document.records.path}`] : '';
    records[name] = (lines ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }
  return { documents, records, texts };
}

function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
}

/** The variables' names are no secrets; what they hold is. */
export function secretsOf({ credentials }: Pick<Scene, 'credentials'>): readonly string[] {
  return Object.values(credentials).flatMap((text) =>
    text.startsWith('{') ? secretMembers(JSON.parse(text)) : [text],
  );
}

function secretMembers(credential: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(credential)
    .filter(([name]) => /secret|token$|key$/i.test(name))
    .flatMap(([, value]) => value.split('\n'))
    .filter((line) => line.length > 16 && !line.startsWith('-----'));
}

async function startElsewhere() {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'without credentials'}`);
    response.end('{}');
  });
  return { url: await listen(server, 0), asked, close: () => close(server) };
}
