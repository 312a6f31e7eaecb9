import { Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { fleetSource } from '../../alerts/events.ts';
import type { SecretReference } from '../../config/configuration.ts';
import { variables } from '../../config/environment.ts';
import { allowOnBucket, allowOnObjects } from '../bucket-grants.ts';
import { unpacked } from '../function-code.ts';
import type { LockerPart } from '../locker-part.ts';
import { type FunctionSurroundings, NightFunction } from '../night-function.ts';
import { grantSecrets } from '../secret-grants.ts';
import type { SignerMemory } from '../signer-memory.ts';
import type { SigningKey } from '../signing-key.ts';
import type { WorkStore } from '../work-store.ts';
import type { OrganizationMail } from './organization-mail.ts';

export interface FleetFunctionsProps {
  readonly surroundings: FunctionSurroundings;
  /** The fleet's own locker. */
  readonly locker: LockerPart;
  /** Of all organizations, to be read. */
  readonly lockers: LockerPart;
  readonly work: WorkStore;
  readonly memory: SignerMemory;
  readonly signingKey: SigningKey;
  readonly bus: EventBus;
  readonly webhook: SecretReference | null;
  readonly mail: OrganizationMail;
}

/** What a fleet does besides its organizations' nights: it says whose are due, seals the list of them all, and tells of it. */
export class FleetFunctions extends Construct {
  readonly begin: NightFunction;
  readonly seal: NightFunction;
  readonly tell: NightFunction;

  constructor(scope: Construct, id: string, props: FleetFunctionsProps) {
    super(scope, id);
    this.begin = this.#begin(props);
    this.seal = this.#seal(props);
    this.tell = this.#tell(props);
  }

  get all(): readonly NightFunction[] {
    return [this.begin, this.seal, this.tell];
  }

  #begin({ surroundings, locker, work }: FleetFunctionsProps): NightFunction {
    const made = new NightFunction(this, 'Begin', {
      surroundings,
      name: 'fleet-begin',
      description: 'lists the organizations whose nights are due',
      memory: 1024,
      timeout: Duration.minutes(5),
      environment: { [variables.fleet]: unpacked, [variables.work]: work.fleetLocation },
    });
    locker.grantRead(made.role, 'runs/*', 'chain/*');
    const why = 'Lists of organizations are named after the times of nights.';
    const keys = [`${work.fleet}items/*`, `${work.configurations}*`];
    allowOnObjects(made.role, work.bucket, ['s3:PutObject'], keys, why);
    return made;
  }

  #seal({ surroundings, locker, lockers, work, memory, signingKey }: FleetFunctionsProps): NightFunction {
    const made = new NightFunction(this, 'Seal', {
      surroundings,
      name: 'fleet-seal',
      description: 'seals the list of all organizations and of the heads of their chains',
      memory: 1769,
      timeout: Duration.minutes(15),
      environment: {
        [variables.fleet]: unpacked,
        [variables.work]: work.fleetLocation,
        [variables.signerMemory]: memory.location,
        [variables.signingKey]: signingKey.name,
      },
    });
    // What a night concluded, and no record of a person.
    const concluded = ['SHA256SUMS', 'findings.json', 'drift.json'].map((name) => `*/runs/*/${name}`);
    lockers.grantRead(made.role, '*/chain/*', ...concluded);
    locker.grantRead(made.role, 'runs/*', 'chain/*', 'keys/*');
    locker.grantWrite(made.role, 'runs/*/fleet.json', 'runs/*/SHA256SUMS', 'chain/*', 'keys/*');
    const why = 'Results are named after the run of the map that wrote them.';
    allowOnObjects(made.role, work.bucket, ['s3:GetObject'], [`${work.fleet}*`], why);
    allowOnBucket(made.role, work.bucket, ['s3:ListBucket'], `${work.fleet}*`);
    signingKey.grantSignToNobodyBut(made.role);
    memory.grantRememberToNobodyBut(made.role);
    return made;
  }

  #tell({ surroundings, locker, lockers, bus, webhook, mail }: FleetFunctionsProps): NightFunction {
    const made = new NightFunction(this, 'Tell', {
      surroundings,
      name: 'fleet-tell',
      description: 'tells of all nights in one message',
      memory: 1769,
      scratch: 2048,
      timeout: Duration.minutes(15),
      environment: {
        [variables.fleet]: unpacked,
        [variables.bus]: bus.eventBusName,
        [variables.topics]: mail.topics,
        ...(webhook?.from === 'secret' ? { [variables.webhook]: webhook.name } : {}),
      },
      // Alarms come by a bus, which waits for no answer.
      ...(webhook?.from === 'secret' ? { repeats: 2 } : {}),
    });
    // What each organization's own message is made of.
    const files = ['SHA256SUMS', 'plan.json', 'findings*', 'drift*'].map((name) => `*/runs/*/${name}`);
    lockers.grantRead(made.role, '*/chain/*', '*/alerts/*', ...files);
    locker.grantRead(made.role, 'runs/*', 'chain/*', 'alerts/*');
    locker.grantWrite(made.role, 'alerts/*');
    made.role.addToPolicy(
      new PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [bus.eventBusArn],
        conditions: { StringEquals: { 'events:source': fleetSource } },
      }),
    );
    grantSecrets(made.role, [webhook], undefined);
    mail.grantLook(made.role);
    return made;
  }
}
