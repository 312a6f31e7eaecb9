import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GitHubPerson } from '../../../demo/stand-ins/github/world.ts';
import { type GitHubStandIn, startGitHub } from '../../../demo/stand-ins/github.ts';
import { fleetBeginFunction } from '../../../lib/fleet/functions/begin.ts';
import { fleetSealFunction } from '../../../lib/fleet/functions/seal.ts';
import { fleetTellFunction } from '../../../lib/fleet/functions/tell.ts';
import type { FleetNight } from '../../../lib/fleet/night/night.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { type OpenOptions, openLocker } from '../../../lib/locker/open.ts';
import { alertFunction } from '../../../lib/nightly/functions/alert.ts';
import type { Means } from '../../../lib/nightly/functions/call.ts';
import { collectFunction } from '../../../lib/nightly/functions/collect.ts';
import { concludeFunction } from '../../../lib/nightly/functions/conclude.ts';
import { planFunction } from '../../../lib/nightly/functions/plan.ts';
import { sealFunction } from '../../../lib/nightly/functions/seal.ts';
import { collector as github } from '../../../lib/providers/github/collect/index.ts';
import { openKeyFile } from '../../../lib/seal/key-file.ts';
import { readDeployableFleet } from '../../../lib/stack/fleet/deployable-fleet.ts';
import { withFleet } from '../../../lib/stack/fleet/fleet-code.ts';
import { awsAccount } from '../../functions/aws-account.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { definitionOf, type Handler } from '../state-machine.ts';
import type { Objects } from '../states/objects.ts';
import { type Started, startMachine } from '../states/start.ts';
import { filling, resourceAt } from '../whole/template.ts';
import { bucket, connectionText, fleetFile, organizationText, synthesizedFleet } from './made-fleet.ts';

/** A call of one of the machine's functions: of which step, and for which organization where it is for one. */
export interface FleetCall {
  readonly step: string;
  readonly organization: string | null;
  readonly connection: string | null;
}

/** A fleet whose machine runs in the interpreter, with the functions themselves, and buckets that are folders. */
export interface DeployedFleet extends AsyncDisposable {
  readonly providers: ReadonlyMap<string, GitHubStandIn>;
  /** Secrets Manager, by name. */
  readonly secrets: Map<string, string>;
  /** Throws for a call that is to fail as Lambda would tell of it. */
  befall: (call: FleetCall) => void;
  /** Throws for an object that Step Functions is not to write. */
  refuse: (key: string) => void;
  readonly calls: FleetCall[];
  /** What was told on a bus: by the fleet under null. */
  readonly told: (string | null)[];
  at: Date;
  start(input: object): Started;
  /** The fleet's list of a run, and how many seals its chain has. */
  listOf(run: string): FleetNight;
  /** The file at a bucket's key. */
  fileOf(name: string, key?: string): string;
}

/** Each bucket's name, by its place in the stack. */
const buckets = {
  'Locker/Bucket': bucket,
  'Work/Bucket': 'work',
  'Memories/Bucket': 'memories',
  'SignerMemory/Bucket': 'signer-memory',
};

function peopleOf(login: string, count: number): readonly GitHubPerson[] {
  return Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    login: `${login}-person-${at + 1}`,
    role: at === 0 ? 'admin' : 'member',
    twoFactor: 'secure',
  }));
}

const keyId = (organization: string): string => `session-${organization}`;

export interface FleetToDeploy {
  /** Of each organization, at its provider. */
  readonly people?: number;
  /** Further connections of an organization, to the same provider. */
  readonly more?: (id: string) => readonly string[];
}

export async function deployedFleet(
  ids: readonly string[],
  { people = 1, more = () => [] }: FleetToDeploy = {},
): Promise<DeployedFleet> {
  const folder = await temporaryFolder();
  const account = await awsAccount();
  const now = () => self.at;
  const providers = new Map<string, GitHubStandIn>();
  for (const id of ids) {
    const organization = { id: 1_000 + providers.size, login: id, twoFactorRequired: true };
    const world = { organization, people: peopleOf(id, people) };
    const provider = await startGitHub(() => world, { now });
    providers.set(id, provider);
    for (const connection of ['github', ...more(id)])
      account.secrets.set(`exhibit/${id}/${connection}`, provider.credentials());
  }
  const endpointIn = (id: string): string =>
    `org: ${id}, patience: 0, endpoint: "${providers.get(id)?.url}",`;
  const connectionsIn = (id: string): string =>
    more(id)
      .map((one) => connectionText(id, one))
      .join('');
  const file = fleetFile(ids, (id) =>
    organizationText(id, '', connectionsIn(id)).replaceAll(`org: ${id},`, endpointIn(id)),
  );
  const { template, resources } = synthesizedFleet(file);
  const fleet = join(folder, 'fleet');
  mkdirSync(join(folder, 'code'));
  withFleet(join(folder, 'code'), readDeployableFleet(file, 2557), (made) =>
    cpSync(made, fleet, { recursive: true }),
  );
  const fill = filling({ resources }, { refs: buckets, arns: {} });
  const fileOf = (name: string, key = ''): string => join(folder, name, key);
  const placeOf = (location: string): string => fileOf(location.slice('s3://'.length));
  /** As a bucket's policy would: what is asked in the session of an organization reaches that one's alone. */
  const open = (location: string, { credentials }: OpenOptions = {}) => {
    const whose = credentials?.accessKeyId.slice(keyId('').length);
    if (whose !== undefined && !location.split('/').includes(whose))
      throw new Error(`${location} was asked for by ${whose}.`);
    return Object.assign(openLocker(placeOf(location)), { location });
  };
  const meansOf = (place: string): Partial<Means> => {
    const { Environment } = resourceAt({ resources } as never, `${place}/Function`, 'AWS::Lambda::Function')
      .Properties as { readonly Environment: { readonly Variables: unknown } };
    const environment = fill(Environment.Variables) as Record<string, string>;
    return {
      environment: { ...environment, ...('EXHIBIT_FLEET' in environment ? { EXHIBIT_FLEET: fleet } : {}) },
      now,
      write: () => {},
      openLocker: open as Means['openLocker'],
      takeUp: async (_, { organization = '' }) => ({
        accessKeyId: keyId(organization),
        secretAccessKey: 'not-a-secret',
        sessionToken: 'not-a-token',
      }),
    };
  };
  const openSigner = (name: string) => openKeyFile(fileOf('keys', `${name.replaceAll(/[^\w-]/g, '-')}.pem`));
  const channel = (whose: string | null) => ({
    name: 'bus',
    deliver: async () => {
      self.told.push(whose);
      return 1;
    },
  });
  const handlers: Record<string, (event: never) => Promise<unknown>> = {
    'Begin the night': fleetBeginFunction(meansOf('Fleet/Begin')),
    'Seal the fleet': fleetSealFunction(meansOf('Fleet/Seal'), openSigner),
    Tell: fleetTellFunction(meansOf('Fleet/Tell'), () => [channel(null)]),
    Plan: planFunction(meansOf('Functions/Plan')),
    'Collect github': collectFunction(github, meansOf('Functions/Collect-github')),
    Conclude: concludeFunction(meansOf('Functions/Conclude')),
    Seal: sealFunction(meansOf('Functions/Seal'), { openSigner }),
    Alert: alertFunction(meansOf('Functions/Alert'), {
      openBus: (_, { organization }) => channel(organization),
    }),
  };
  const called = ([step, handler]: [string, Handler]): [string, Handler] => [
    step,
    async (event) => {
      const { organization = null, connection = null } = event as Partial<FleetCall>;
      self.calls.push({ step, organization, connection });
      self.befall({ step, organization, connection });
      return await handler(event);
    },
  ];
  const objects: Objects = {
    read: async (_, key) => readFileSync(fileOf(buckets['Work/Bucket'], key), 'utf8'),
    async write(_, key, text) {
      const file = fileOf(buckets['Work/Bucket'], key);
      self.refuse(key);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
  };
  const definition = definitionOf(template, 'Night/Machine');
  const ofMany = definitionOf(template, 'Night/Many/Machine');
  /** As `startExecution.sync` does: it waits, and fails with what the execution failed with. */
  const startMany = async ({ Input }: { readonly Input: object }) =>
    await startMachine(ofMany, Input, surroundings()).result;
  const surroundings = () => ({
    handlers: {
      ...Object.fromEntries(Object.entries(handlers).map(called)),
      'Each of many connections': startMany as never,
    },
    objects,
    now,
  });
  const self: DeployedFleet = {
    providers,
    secrets: account.secrets,
    befall: () => {},
    refuse: () => {},
    calls: [],
    told: [],
    at: new Date('2026-11-24T01:05:00Z'),
    start: (input) => startMachine(definition, input, surroundings()),
    listOf: (run) =>
      JSON.parse(readFileSync(fileOf(bucket, `fleet/${runFolder(run)}/fleet.json`), 'utf8')) as FleetNight,
    fileOf,
    async [Symbol.asyncDispose]() {
      await Promise.all([...providers.values()].map((one) => one.close()));
      await account[Symbol.asyncDispose]();
    },
  };
  return self;
}
