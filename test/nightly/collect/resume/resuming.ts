import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../../../../lib/config/configuration.ts';
import { loadConfiguration } from '../../../../lib/config/load.ts';
import { openFolderLocker } from '../../../../lib/locker/folder.ts';
import type { Locker } from '../../../../lib/locker/locker.ts';
import { openLocker, type WorkStore } from '../../../../lib/locker/open.ts';
import { collectConnection } from '../../../../lib/nightly/collect/connection.ts';
import type { Deadline } from '../../../../lib/nightly/collect/resume/deadline.ts';
import { type CollectContext, silent } from '../../../../lib/nightly/run-context.ts';
import { manifests } from '../../../../lib/providers/manifests.ts';
import type { AnyProvider } from '../../../../lib/providers/provider.ts';
import { temporaryFolder } from '../../../locker/folders.ts';

export const run = '2026-11-22T01:00:00Z';

/** A connection that is to be collected from a stand-in. */
export interface Case {
  readonly provider: AnyProvider;
  readonly endpoint: string;
  readonly credential: string;
  /** The provider's own keys, as lines of YAML. */
  readonly settings: readonly string[];
  readonly folder?: string;
}

export interface Desk {
  readonly locker: Locker;
  readonly work: WorkStore;
  readonly notes: string[];
  /** Calls of the fetch that a provider's code made, in all invocations: for tests that must not hold anything twice. */
  readonly context: CollectContext;
  readonly connection: Connection;
  /** One invocation. */
  invoke(deadline: Deadline, cursor: string | null): Promise<string | null>;
  /** Everything in the locker, by key. */
  files(): Promise<Map<string, string>>;
}

/** The deadline of an invocation that may ask so many new questions. */
export function questions(count: number): Deadline {
  let left = count;
  return { isOver: () => left-- <= 0, signal: new AbortController().signal, end: () => {} };
}

/** A locker and a work store in folders, and a connection to collect into them. The clock stands still. */
export async function desk(
  { credential, endpoint, folder: given, provider, settings }: Case,
  changes: Partial<CollectContext> = {},
): Promise<Desk> {
  const own = await temporaryFolder();
  const folder = given ?? own;
  const file = join(folder, 'exhibit.yaml');
  writeFileSync(
    file,
    [
      'version: 1',
      'organization: Example',
      'timezone: UTC',
      'connections:',
      `  - id: ${provider.id}`,
      `    provider: ${provider.id}`,
      '    credentials: secret:x',
      `    endpoint: ${endpoint}`,
      '    patience: 0',
      ...settings.map((line) => `    ${line}`),
      '',
    ].join('\n'),
  );
  const configuration = await loadConfiguration(file, { providers: manifests });
  const [connection] = configuration.connections;
  if (!connection) throw new Error('There is no connection.');
  const locker = openFolderLocker(join(own, 'evidence'));
  const work = openLocker(join(own, 'work'));
  const notes: string[] = [];
  const context: CollectContext = {
    configuration,
    locker,
    providers: new Map([[provider.id, provider]]),
    run,
    now: () => new Date(run),
    nominalGiven: false,
    collector: { version: '1', commit: null, node: 'v24', trigger: 'schedule', by: null },
    scratch: '',
    progress: silent,
    secretOf: async () => credential,
    ...changes,
  };
  let invocations = 0;
  return {
    locker,
    work,
    notes,
    context,
    connection,
    async invoke(deadline, cursor) {
      const scratch = join(own, `invocation-${invocations++}`);
      mkdirSync(scratch);
      const checkpoint = { work, deadline, cursor, note: (words: string) => void notes.push(words) };
      return await collectConnection({ ...context, scratch }, connection, [], checkpoint);
    },
    async files() {
      const found = new Map<string, string>();
      for (const { key } of await locker.list(''))
        found.set(key, (await locker.read(key))?.toString('base64') ?? '');
      return found;
    },
  };
}

/** Invokes until everything is collected; returns how many invocations it took. */
export async function untilDone(of: Desk, deadline: () => Deadline): Promise<number> {
  let cursor: string | null = null;
  for (let count = 1; ; count++) {
    cursor = await of.invoke(deadline(), cursor);
    if (cursor === null) return count;
  }
}
