import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { deploymentOf } from '../../lib/config/aws-deployment.ts';
import type { Configuration, Connection } from '../../lib/config/configuration.ts';
import { defaults } from '../../lib/config/defaults.ts';
import type { Dataset } from '../../lib/evidence/dataset.ts';
import type { GoogleUser } from '../../lib/evidence/datasets/google-workspace.ts';
import type { OnePasswordAccess, OnePasswordUser } from '../../lib/evidence/datasets/onepassword.ts';
import { events, users, vaultAccess, vaults } from '../../lib/evidence/datasets/onepassword.ts';
import { CollectError, type ProblemCode } from '../../lib/evidence/problem.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import type { Locker } from '../../lib/locker/locker.ts';
import { type RunContext, silent } from '../../lib/nightly/run-context.ts';
import { manifest as googleManifest } from '../../lib/providers/google-workspace/manifest.ts';
import { type AnyProvider, anyProvider } from '../../lib/providers/provider.ts';
import type { SourceFacts } from '../../lib/providers/reader.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { openFileMemory } from '../../lib/seal/memory/file-memory.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { rootUnit, user } from '../providers/google-workspace/controls/world.ts';

/** What one dataset of a connection gives: rows, and perhaps why there are no more. */
export interface Given {
  readonly rows?: readonly object[];
  readonly problem?: ProblemCode;
  readonly facts?: SourceFacts;
  /** Something that happens while it is collected. */
  readonly meanwhile?: () => Promise<void> | void;
}

/** What each connection's datasets give; one that is not named gives nothing, and has nobody. */
export type World = Readonly<Record<string, Readonly<Record<string, Given>>>>;

export const ana = user('ana');
export const ben = user('ben');
export const unenrolled = (of: GoogleUser): GoogleUser => ({
  ...of,
  isEnrolledIn2Sv: false,
  isEnforcedIn2Sv: false,
});

/** Google with these people. */
export function google(...people: GoogleUser[]): World[string] {
  return { users: { rows: people }, 'org-units': { rows: [rootUnit] } };
}

/** 1Password with active accounts, and one vault that those named in `open` can open. */
export function onepassword(people: readonly string[], open: readonly string[] = people): World[string] {
  return {
    users: { rows: people.map(account) },
    vaults: { rows: [{ id: 'npm', items: 1, name: 'npm', type: 'shared' }] },
    'vault-access': { rows: open.map(opens) },
  };
}

function account(name: string): OnePasswordUser {
  return { createTime: null, email: `${name}@example.com`, id: `op-${name}`, state: 'ACTIVE' };
}

function opens(name: string): OnePasswordAccess {
  return {
    accessorId: `op-${name}`,
    accessorType: 'user',
    canOpen: true,
    email: `${name}@example.com`,
    groupType: null,
    kind: 'person',
    members: null,
    name,
    permissions: ['view_items', 'view_and_copy_passwords'],
    recoveryOnly: false,
    state: 'ACTIVE',
    vaultId: 'npm',
  };
}

const providerDatasets: Readonly<Record<string, readonly Dataset<never>[]>> = {
  'google-workspace': googleManifest.datasets,
  onepassword: [users, vaults, vaultAccess, events],
};

/** A provider whose connections give what the world says of them. */
function providerOf(id: string, world: () => World, asked: string[]): AnyProvider {
  return anyProvider({
    id,
    title: id,
    settings: z.unknown,
    tokens: [],
    needsCredentials: false,
    datasets: providerDatasets[id] ?? [],
    setup: { example: '', scopes: [], steps: [] },
    read: () => [],
    probe: async () => [],
    async collect(session) {
      for (const dataset of (providerDatasets[id] ?? []) as readonly Dataset[]) {
        asked.push(`${session.connection.id}/${dataset.name}`);
        const { rows = [], problem, facts, meanwhile } = world()[session.connection.id]?.[dataset.name] ?? {};
        await session.dataset(dataset, async (sink) => {
          if (facts) sink.source(facts);
          await meanwhile?.();
          await sink.add(rows);
          if (problem) throw new CollectError(problem, `It is ${problem}.`);
        });
      }
    },
  });
}

/** `google` and `google-2` are Google's, `onepassword` is 1Password's. */
export function connection(id: string): Connection {
  const provider = id.startsWith('google') ? 'google-workspace' : 'onepassword';
  return { id, provider, credentials: null, endpoint: null, patience: 0, settings: {} };
}

export interface Scene {
  readonly locker: Locker;
  /** What was asked of providers since the scene began, as `connection/dataset`. */
  readonly asked: string[];
  world: World;
  /** The context of a run, as of the current world; `changes` to the configuration or to the context itself. */
  context(
    run: string,
    configuration?: Partial<Configuration>,
    changes?: Partial<RunContext>,
  ): Promise<RunContext>;
  /** A file of a run as text. */
  text(run: string, path: string): Promise<string>;
  /** A JSON file of a run. */
  // biome-ignore lint/suspicious/noExplicitAny: tests know what they read
  json(run: string, path: string): Promise<any>;
}

/** A company with a locker in a folder of its own. */
export async function scene(world: World): Promise<Scene> {
  const folder = await temporaryFolder();
  const locker = openFolderLocker(join(folder, 'evidence'));
  const signer = await openKeyFile(join(folder, 'key.pem'));
  const memory = openFileMemory(join(folder, 'key.pem.head.json'));
  const asked: string[] = [];
  const now = new Date('2026-11-23T02:00:05Z');
  const self: Scene = {
    locker,
    asked,
    world,
    async context(run, configuration = {}, changes = {}) {
      const ids = Object.keys(self.world);
      const all = { ...configurationOf(ids, folder), ...configuration };
      const scratch = join(await locker.scratch(), run.replaceAll(':', '-'));
      mkdirSync(scratch, { recursive: true });
      const providers = ['google-workspace', 'onepassword'].map((id) =>
        providerOf(id, () => self.world, asked),
      );
      return {
        configuration: all,
        locker,
        providers: new Map(providers.map((provider) => [provider.id, provider])),
        run,
        now: () => now,
        nominalGiven: true,
        collector: { version: '0.0.0', commit: null, node: 'v24', trigger: 'schedule', by: null },
        signer,
        memory,
        trustedKeys: async () => [],
        timestamps: null,
        secretOf: async () => null,
        scratch,
        progress: silent,
        ...changes,
      };
    },
    text: async (run, path) => (await locker.read(`${runFolder(run)}/${path}`))?.toString() ?? '',
    json: async (run, path) => JSON.parse(await self.text(run, path)),
  };
  return self;
}

function configurationOf(connections: readonly string[], folder: string): Configuration {
  return {
    version: 1,
    organization: 'Example',
    timezone: 'UTC',
    schedule: '02:00',
    locker: join(folder, 'evidence'),
    connections: connections.map(connection),
    settings: {
      people: { source: 'google', identities: [] },
      vaults: [],
      sharedAccounts: [],
      vaultGroups: {},
      policies: [],
    },
    ownProviders: [],
    leavers: null,
    customControls: [],
    controls: new Map(),
    waivers: [],
    alerts: { webhook: null, remindEveryDays: 7 },
    limits: defaults.limits,
    signing: {
      key: { from: 'file', name: '/nowhere' },
      memory: '/nowhere.head.json',
      timestamps: null,
      witness: null,
    },
    trustedKeys: [],
    aws: deploymentOf(null),
    file: join(folder, 'exhibit.yaml'),
    sha256: createHash('sha256').update(connections.join()).digest('hex'),
  };
}

/** The n-th night of the tests, from 0; the last is that of 23 November. */
export function nightAt(number: number): string {
  return `${new Date(Date.UTC(2026, 10, 20 + number, 2)).toISOString().slice(0, 19)}Z`;
}

/** `connection/dataset` of datasets, with their completeness and their problem's code. */
export function summary(
  datasets: readonly {
    readonly connection: string;
    readonly dataset: string;
    readonly completeness: string;
    readonly problem: { readonly code: string } | null;
  }[],
): Record<string, string> {
  const words = datasets.map(({ connection: of, dataset, completeness, problem }) => [
    `${of}/${dataset}`,
    problem ? `${completeness} ${problem.code}` : completeness,
  ]);
  return Object.fromEntries(words);
}
