import { Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Connection, SecretReference } from '../config/configuration.ts';
import { variables } from '../config/environment.ts';
import { readsExport } from '../config/needs.ts';
import { manifests } from '../providers/manifests.ts';
import { grantAccountReading } from './account-reading.ts';
import type { ConfigurationAsset } from './configuration-asset.ts';
import type { EvidenceLocker } from './evidence-locker.ts';
import { type FunctionSurroundings, NightFunction } from './night-function.ts';
import type { PeopleTopic } from './people-topic.ts';
import { grantSecrets } from './secret-grants.ts';
import type { SignerMemory } from './signer-memory.ts';
import type { SigningKey } from './signing-key.ts';
import type { WorkStore } from './work-store.ts';

export interface FunctionsProps {
  readonly surroundings: FunctionSurroundings;
  /** Takes calls of the packaging function that nobody waited for and that failed. */
  readonly deadLetters: IQueue;
  /** What nights are to go by from this deployment on. */
  readonly configuration: ConfigurationAsset;
  readonly connections: readonly Connection[];
  /** Where the address of the webhook is kept that alerts are posted to. */
  readonly webhook: SecretReference | null;
  readonly locker: EvidenceLocker;
  readonly work: WorkStore;
  readonly signingKey: SigningKey;
  /** What secrets are encrypted with; undefined for AWS's own key. */
  readonly secretsKey: IKey | undefined;
  readonly memory: SignerMemory;
  readonly bus: EventBus;
  /** By which people hear. */
  readonly people: PeopleTopic;
}

/** The longest that Lambda lets a function run. What takes longer goes on in another call. */
const longest = Duration.minutes(15);

/** What a package's address lives at the most: the session of the role that signs it. */
const packageLink = Duration.hours(12);

/** Every function there is, each with no more rights than its step needs. `docs/functions.md` lists them. */
export class Functions extends Construct {
  readonly plan: NightFunction;
  /** By provider. */
  readonly collect: ReadonlyMap<string, NightFunction>;
  readonly conclude: NightFunction;
  readonly seal: NightFunction;
  readonly alert: NightFunction;
  readonly package: NightFunction;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    this.plan = this.#plan(props);
    const providers = [...new Set(props.connections.map(({ provider }) => provider))];
    this.collect = new Map(providers.map((provider) => [provider, this.#collect(props, provider)]));
    this.conclude = this.#conclude(props);
    this.seal = this.#seal(props);
    this.alert = this.#alert(props);
    this.package = this.#package(props);
  }

  /** Those that the state machine calls. */
  get ofANight(): readonly NightFunction[] {
    return [this.plan, ...this.collect.values(), this.conclude, this.seal, this.alert];
  }

  get all(): readonly NightFunction[] {
    return [...this.ofANight, this.package];
  }

  #plan({ surroundings, configuration, locker, memory, work }: FunctionsProps): NightFunction {
    const made = new NightFunction(this, 'Plan', {
      surroundings,
      name: 'plan',
      description: 'says what a night is to collect, and ends nights that were cut off',
      memory: 512,
      timeout: Duration.minutes(5),
      environment: { [variables.nights]: work.nightsLocation, [variables.signerMemory]: memory.location },
    });
    work.grantList(made.role);
    // What a night is judged by is settled here, with what people have attested.
    locker.grantRead(made.role, 'runs/*', 'chain/*', 'attestations/*', 'reviews/*');
    locker.grantWrite(made.role, 'runs/*/plan.json', 'runs/*/standard.json', 'runs/*/*/*.json');
    memory.grantRecall(made.role);
    configuration.grantRead(made.role);
    work.grantKeepConfigurations(made.role);
    return made;
  }

  #collect(
    { surroundings, connections, locker, work, secretsKey }: FunctionsProps,
    provider: string,
  ): NightFunction {
    const own = connections.filter((connection) => connection.provider === provider);
    // Of the company's own files, each provider's function holds the one that declares it.
    const [declaring] = surroundings.own.filter(({ id }) => id === provider);
    const isDeclared = manifests.some((one) => one.id === provider && one.isDeclared);
    const exported = own.filter(readsExport).map(({ id }) => id);
    const made = new NightFunction(this, `Collect-${provider}`, {
      surroundings: { ...surroundings, own: declaring ? [declaring] : [] },
      name: declaring ? 'collect-own' : isDeclared ? 'collect-declared' : `collect/${provider}`,
      description: `collects from ${provider}`,
      // Half a processor: it mostly waits. Records beyond memory go through files.
      memory: 1024,
      scratch: 4096,
      timeout: longest,
      environment: {
        [variables.work]: work.collectionsLocation,
        [variables.nights]: work.nightsLocation,
        ...(declaring || isDeclared ? { [variables.provider]: provider } : {}),
        ...(declaring ? { [variables.ownProvider]: declaring.name } : {}),
        ...(exported.length > 0 ? { [variables.exports]: work.exportsLocation } : {}),
      },
    });
    // Which nights there were, what each goes by, and of these what its own connections brought; nothing of anybody else's. One by one, so that the
    // library can spread many connections over several policies.
    locker.grantRead(made.role, 'runs/*/SHA256SUMS', 'runs/*/plan.json', 'chain/*');
    work.grantConfigurations(made.role);
    for (const { id } of own) {
      locker.grantRead(made.role, `runs/*/${id}/*`);
      locker.grantWrite(made.role, `runs/*/${id}/*`);
      work.grantCollections(made.role, id);
    }
    work.grantDone(made.role, provider);
    if (exported.length > 0) work.grantExports(made.role, exported);
    grantSecrets(
      made.role,
      own.map(({ credentials }) => credentials),
      secretsKey,
    );
    if (provider === 'aws') grantAccountReading(made.role, own);
    return made;
  }

  #conclude({ surroundings, locker, work }: FunctionsProps): NightFunction {
    const made = new NightFunction(this, 'Conclude', {
      surroundings,
      name: 'conclude',
      description: 'judges a night and says what changed',
      // One processor and a little: judging is computing.
      memory: 2048,
      scratch: 8192,
      timeout: longest,
      environment: { [variables.index]: work.indexLocation, [variables.nights]: work.nightsLocation },
    });
    locker.grantRead(made.role, 'runs/*', 'chain/*', 'attestations/*', 'reviews/*');
    // Documents of what failed, what a night concludes, and for a night that was planned before there were any, what it
    // is judged by; neither records nor the list that is sealed.
    locker.grantWrite(
      made.role,
      'runs/*/*/*.json',
      'runs/*/findings*',
      'runs/*/drift*',
      'runs/*/standard.json',
    );
    work.grantIndex(made.role);
    work.grantConfigurations(made.role);
    work.grantOutcomes(made.role);
    return made;
  }

  #seal({ surroundings, locker, work, signingKey, memory }: FunctionsProps): NightFunction {
    const made = new NightFunction(this, 'Seal', {
      surroundings,
      name: 'seal',
      description: "lists a night's files and seals the list",
      // One processor: it hashes every file of the night.
      memory: 1769,
      scratch: 4096,
      timeout: longest,
      environment: {
        [variables.signerMemory]: memory.location,
        [variables.signingKey]: signingKey.key.keyArn,
        [variables.packages]: work.packagesLocation,
      },
    });
    // What people attested is held against what a package lists.
    locker.grantRead(made.role, 'runs/*', 'chain/*', 'keys/*', 'attestations/*', 'reviews/*');
    work.grantManifests(made.role);
    work.grantConfigurations(made.role);
    locker.grantWrite(made.role, 'runs/*/SHA256SUMS', 'chain/*', 'keys/*');
    signingKey.grantSignToNobodyBut(made.role);
    memory.grantRememberToNobodyBut(made.role);
    return made;
  }

  #alert({ surroundings, locker, work, bus, people, webhook, secretsKey }: FunctionsProps): NightFunction {
    const made = new NightFunction(this, 'Alert', {
      surroundings,
      name: 'alert',
      description: 'announces a sealed night on the bus, and by the webhook',
      memory: 1024,
      scratch: 2048,
      timeout: Duration.minutes(5),
      environment: { [variables.bus]: bus.eventBusName, [variables.topic]: people.topic.topicArn },
    });
    locker.grantRead(made.role, 'runs/*', 'chain/*', 'alerts/*');
    // That a night was told, so that it is told once.
    locker.grantWrite(made.role, 'alerts/*');
    work.grantConfigurations(made.role);
    bus.grantPutEventsTo(made.role);
    people.grantLook(made.role);
    grantSecrets(made.role, [webhook], secretsKey);
    return made;
  }

  #package({ surroundings, deadLetters, locker, work, signingKey }: FunctionsProps): NightFunction {
    const { functionArn } = this.seal.function;
    const made = new NightFunction(this, 'Package', {
      surroundings,
      name: 'package',
      description: "makes the auditor's package of a period",
      deadLetters,
      memory: 3008,
      scratch: 10_240,
      timeout: longest,
      environment: {
        [variables.packages]: work.packagesLocation,
        [variables.packageLinkSeconds]: String(packageLink.toSeconds()),
        [variables.signingKey]: signingKey.key.keyArn,
        [variables.sealFunction]: functionArn,
      },
    });
    // The key is for the sealing function alone, which is asked for the signature. Its public half tells what to expect.
    signingKey.grantPublicKey(made.role);
    made.role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }),
    );
    // Verifies on the way, which looks at every version.
    locker.grantReadHistory(made.role);
    work.grantPackages(made.role);
    work.grantConfigurations(made.role);
    return made;
  }
}
