import { Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { sourceOf } from '../alerts/events.ts';
import type { Connection, SecretReference } from '../config/configuration.ts';
import { variables } from '../config/environment.ts';
import { readsExport } from '../config/needs.ts';
import { manifests } from '../providers/manifests.ts';
import { grantAccountReading, grantReaders } from './account-reading.ts';
import type { ConfigurationAsset } from './configuration-asset.ts';
import { connectionOfSession, organizationOfSession } from './fleet/session-tags.ts';
import type { LockerPart } from './locker-part.ts';
import { type FunctionSurroundings, NightFunction } from './night-function.ts';
import type { PeopleTopic } from './people-topic.ts';
import { grantSecrets } from './secret-grants.ts';
import type { SignerMemory } from './signer-memory.ts';
import type { WorkStore } from './work-store.ts';

export interface FunctionsProps {
  readonly surroundings: FunctionSurroundings;
  /** Takes calls of the packaging function that nobody waited for and that failed; null where packages are not made. */
  readonly deadLetters: IQueue | null;
  /** What nights are to go by from this deployment on; null in a fleet, where another function keeps each organization's. */
  readonly configuration: ConfigurationAsset | null;
  readonly connections: readonly Connection[];
  /** Where the address of the webhook is kept that alerts are posted to. */
  readonly webhook: SecretReference | null;
  readonly locker: LockerPart;
  readonly work: WorkStore;
  readonly signingKey: SealingKey;
  /** What secrets are encrypted with; undefined for AWS's own key. */
  readonly secretsKey: IKey | undefined;
  readonly memory: SignerMemory;
  readonly bus: EventBus;
  /** By which people hear; null where no mail is sent. */
  readonly people: PeopleTopic | null;
}

interface Packaging extends FunctionsProps {
  readonly deadLetters: IQueue;
}

/** What nights are sealed with: a company's one key, or those of a fleet's organizations. */
export interface SealingKey {
  /** By which KMS is asked for it. */
  readonly name: string;
  grantSignToNobodyBut(role: Role): void;
  grantPublicKey(role: Role): void;
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
  /** Null where packages are not made. */
  readonly package: NightFunction | null;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    this.plan = this.#plan(props);
    const providers = [...new Set(props.connections.map(({ provider }) => provider))];
    this.collect = new Map(providers.map((provider) => [provider, this.#collect(props, provider)]));
    this.conclude = this.#conclude(props);
    this.seal = this.#seal(props);
    this.alert = this.#alert(props);
    const { deadLetters } = props;
    this.package = deadLetters && this.#package({ ...props, deadLetters });
  }

  /** Those that the state machine calls. */
  get ofANight(): readonly NightFunction[] {
    return [this.plan, ...this.collect.values(), this.conclude, this.seal, this.alert];
  }

  get all(): readonly NightFunction[] {
    return [...this.ofANight, ...(this.package ? [this.package] : [])];
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
    work.grantList(made.actor);
    // What a night is judged by is settled here, with what people have attested.
    locker.grantRead(made.actor, 'runs/*', 'chain/*', 'attestations/*', 'reviews/*');
    locker.grantWrite(made.actor, 'runs/*/plan.json', 'runs/*/standard.json', 'runs/*/*/*.json');
    memory.grantRecall(made.actor);
    configuration?.grantRead(made.actor);
    work.grantKeepConfigurations(made.actor);
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
      tags: ['connection'],
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
    locker.grantRead(made.actor, 'runs/*/SHA256SUMS', 'runs/*/plan.json', 'chain/*');
    work.grantConfigurations(made.actor);
    for (const { id } of own) {
      locker.grantKeep(made.actor, `runs/*/${id}/*`);
      work.grantCollections(made.actor, id);
    }
    work.grantDone(made.actor, provider, surroundings.sessions ? connectionOfSession : '*');
    if (exported.length > 0) work.grantExports(made.actor, exported);
    grantSecrets(
      made.actor,
      own.map(({ credentials }) => credentials),
      secretsKey,
    );
    if (provider === 'aws' && surroundings.sessions) grantReaders(made.actor);
    else if (provider === 'aws') grantAccountReading(made.actor, own);
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
      environment: {
        // Athena's lists are one company's: nobody who acts for many reads or writes them.
        ...(surroundings.sessions ? {} : { [variables.index]: work.indexLocation }),
        [variables.nights]: work.nightsLocation,
      },
    });
    locker.grantRead(made.actor, 'runs/*', 'chain/*', 'attestations/*', 'reviews/*');
    // Documents of what failed, what a night concludes, and for a night that was planned before there were any, what it
    // is judged by; neither records nor the list that is sealed.
    locker.grantWrite(
      made.actor,
      'runs/*/*/*.json',
      'runs/*/findings*',
      'runs/*/drift*',
      'runs/*/standard.json',
    );
    if (!surroundings.sessions) work.grantIndex(made.actor);
    work.grantConfigurations(made.actor);
    work.grantOutcomes(made.actor);
    return made;
  }

  #seal({ surroundings, deadLetters, locker, work, signingKey, memory }: FunctionsProps): NightFunction {
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
        [variables.signingKey]: signingKey.name,
        ...(deadLetters ? { [variables.packages]: work.packagesLocation } : {}),
      },
    });
    // What people attested is held against what a package lists.
    locker.grantRead(made.actor, 'runs/*', 'chain/*', 'keys/*', 'attestations/*', 'reviews/*');
    if (deadLetters) work.grantManifests(made.actor);
    work.grantConfigurations(made.actor);
    locker.grantWrite(made.actor, 'runs/*/SHA256SUMS', 'chain/*', 'keys/*');
    signingKey.grantSignToNobodyBut(made.actor);
    memory.grantRememberToNobodyBut(made.actor);
    return made;
  }

  #alert({ surroundings, locker, work, bus, people, webhook, secretsKey }: FunctionsProps): NightFunction {
    const postsAlarms = webhook?.from === 'secret' && !surroundings.sessions;
    const made = new NightFunction(this, 'Alert', {
      surroundings,
      name: 'alert',
      description: 'announces a sealed night on the bus, and by the webhook',
      memory: 1024,
      scratch: 2048,
      timeout: Duration.minutes(5),
      environment: {
        [variables.bus]: bus.eventBusName,
        ...(people ? { [variables.topic]: people.topic.topicArn } : {}),
        ...(postsAlarms ? { [variables.webhook]: webhook.name } : {}),
      },
      // Alarms come by a bus, which waits for no answer.
      ...(postsAlarms ? { repeats: 2 } : {}),
    });
    locker.grantRead(made.actor, 'runs/*', 'chain/*', 'alerts/*');
    // That a night was told, so that it is told once.
    locker.grantWrite(made.actor, 'alerts/*');
    work.grantConfigurations(made.actor);
    this.#grantBus(made.actor, bus, surroundings);
    people?.grantLook(made.actor);
    grantSecrets(made.actor, [webhook], secretsKey);
    return made;
  }

  /** Of a fleet, each organization's session speaks under its own name alone. */
  #grantBus(role: Role, bus: EventBus, { sessions }: FunctionSurroundings): void {
    if (!sessions) return void bus.grantPutEventsTo(role);
    role.addToPolicy(
      new PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [bus.eventBusArn],
        conditions: { StringEquals: { 'events:source': sourceOf(organizationOfSession) } },
      }),
    );
  }

  #package({ surroundings, deadLetters, locker, work, signingKey }: Packaging): NightFunction {
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
        [variables.signingKey]: signingKey.name,
        [variables.sealFunction]: functionArn,
      },
    });
    // The key is for the sealing function alone, which is asked for the signature. Its public half tells what to expect.
    signingKey.grantPublicKey(made.actor);
    made.actor.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }),
    );
    // Verifies on the way, which looks at every version.
    locker.grantReadHistory(made.actor);
    work.grantPackages(made.actor);
    work.grantConfigurations(made.actor);
    return made;
  }
}
