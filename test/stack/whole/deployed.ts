import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { S3Credentials, S3Server } from '../../locker/s3/server.ts';
import { placeOf, type Resource } from '../made-stack.ts';
import { runMachine } from '../state-machine.ts';
import type { Objects } from '../states/objects.ts';
import { type Machine, statesIn } from '../states/prepared.ts';
import type { Aws, BusEvent } from './aws.ts';
import { type CallOptions, callFunction, type Deployed, type Ended } from './lambda.ts';
import {
  account,
  type Fill,
  filling,
  region,
  resourceAt,
  type Statement,
  type Synthesized,
  statementsOf,
} from './template.ts';

/** The stand-ins that a deployment is made in. */
export interface Surroundings {
  readonly s3: S3Server;
  readonly aws: Aws;
  /** For what functions leave in `/tmp`. */
  readonly folder: string;
}

/** What one call of a state is to go through. */
export type Fate = (state: string, call: number) => Partial<CallOptions>;

/** The stack, deployed into stand-ins: buckets, key, bus, and each function with an account of its own. */
export interface Deployment {
  /** `s3://…` of the locker. */
  readonly locker: string;
  readonly lockerBucket: string;
  readonly workBucket: string;
  /** The signing key's public part, in PEM. */
  readonly publicKey: string;
  readonly keyArn: string;
  /** The bus's name. */
  readonly bus: string;
  /** By place, such as `Functions/Seal`. */
  readonly functions: ReadonlyMap<string, Deployed>;
  /** What each function signs its requests with, by place. */
  readonly credentials: ReadonlyMap<string, S3Credentials>;
  /** What a function's role may do, filled in. */
  rightsOf(place: string): readonly Statement[];
  /** Runs the state machine of a night. */
  night(at: Date, fate?: Fate): Promise<Night>;
  /** What came on the bus since the last asking. */
  events(): Promise<BusEvent[]>;
}

export interface Night {
  readonly result: unknown;
  /** Every call of a function, in the order of their ends; those that failed with the error. */
  readonly calls: readonly {
    readonly state: string;
    /** Of the function, such as `Functions/Seal`. */
    readonly place: string;
    readonly ended: Ended | Error;
  }[];
}

let deployments = 0;

export async function deploy(stack: Synthesized, { s3, aws, folder }: Surroundings): Promise<Deployment> {
  const number = ++deployments;
  const lockerBucket = await s3.bucket({ locked: true });
  const workBucket = await s3.bucket();
  const memoryBucket = await s3.bucket();
  const uploads = await uploadTo(s3, stack);
  await s3.client.send(
    new PutObjectLockConfigurationCommand({
      Bucket: lockerBucket,
      ObjectLockConfiguration: resourceAt(stack, 'Locker/Bucket', 'AWS::S3::Bucket').Properties
        .ObjectLockConfiguration as object,
    }),
  );
  const key = await aws.signingKey(resourceAt(stack, 'SigningKey/Key', 'AWS::KMS::Key').Properties);
  const bus = `exhibit-${number}`;
  const queue = await aws.bus(bus);
  const functions = [...stack.resources].filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
  const arnOf = (id: string): string => `arn:aws:lambda:${region}:${account}:function:${id}`;
  const fill = filling(stack, {
    refs: {
      'Locker/Bucket': lockerBucket,
      'Work/Bucket': workBucket,
      'SignerMemory/Bucket': memoryBucket,
      'Drift/Bus': bus,
    },
    arns: {
      'Locker/Bucket': `arn:aws:s3:::${lockerBucket}`,
      'Work/Bucket': `arn:aws:s3:::${workBucket}`,
      'SignerMemory/Bucket': `arn:aws:s3:::${memoryBucket}`,
      'SigningKey/Key': key.arn,
      'Drift/Bus': `arn:aws:events:${region}:${account}:event-bus/${bus}`,
      ...Object.fromEntries(functions.map(([id, resource]) => [placeOf(resource), arnOf(id)])),
    },
  });
  const credentials = new Map<string, S3Credentials>();
  const deployed = new Map<string, Deployed>();
  const byArn = new Map<string, Deployed>();
  const rightsOf = (place: string) => statementsOf(stack, fill, `${place}/Role`);
  const machine = 'Night/Granted';
  const ofMachine = await aws.user(
    `${machine.replaceAll('/', '-')}-${number}`,
    rightsOf(machine).map(anything),
  );
  s3.account(ofMachine);
  for (const [id, resource] of functions) {
    const place = placeOf(resource).replace(/\/Function$/, '');
    const own = await aws.user(`${place.replaceAll('/', '-')}-${number}`, rightsOf(place).map(anything));
    s3.account(own);
    credentials.set(place, own);
    const tmp = join(folder, String(number), id);
    mkdirSync(tmp, { recursive: true });
    const made = deployedFunction(stack, fill, {
      place,
      resource,
      tmp,
      credentials: own,
      url: { s3: s3.url, aws: aws.url },
    });
    deployed.set(place, made);
    byArn.set(arnOf(id), made);
  }
  for (const bucket of [lockerBucket, workBucket, memoryBucket, uploads])
    await s3.client.send(
      new PutBucketPolicyCommand({
        Bucket: bucket,
        Policy: bucketPolicy(bucket, new Map([...credentials, [machine, ofMachine]]), rightsOf),
      }),
    );
  const definition = JSON.parse(
    fill(
      resourceAt(stack, 'Night/Machine', 'AWS::StepFunctions::StateMachine').Properties.DefinitionString,
    ) as string,
  );
  return {
    locker: deployed.get('Functions/Plan')?.environment.EXHIBIT_LOCKER ?? '',
    lockerBucket,
    workBucket,
    publicKey: key.pem,
    keyArn: key.arn,
    bus,
    functions: deployed,
    credentials,
    rightsOf,
    events: () => queue.read(),
    night: (at, fate = () => ({})) =>
      night(definition, { functions: byArn, objects: objectsOf(s3, ofMachine) }, at, fate),
  };
}

/** Puts the configuration where the CDK puts what a deployment brings. Returns the bucket. */
async function uploadTo({ client }: S3Server, stack: Synthesized): Promise<string> {
  const { Value } = stack.outputs.ConfigurationLocation ?? {};
  const location = filling(stack, { refs: {}, arns: {} })(Value) as string;
  const [, Bucket = '', Key = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(location) ?? [];
  await client.send(new CreateBucketCommand({ Bucket })).catch((error: Error) => {
    if (error.name !== 'BucketAlreadyOwnedByYou') throw error;
  });
  await client.send(new PutObjectCommand({ Bucket, Key, Body: readFileSync(stack.uploadOf(Key)) }));
  return Bucket;
}

/** The whole-stack stand-in knows actions and no resources. */
const anything = (statement: Statement): Statement => ({
  Effect: statement.Effect,
  Action: statement.Action,
  Resource: '*',
});

function deployedFunction(
  stack: Synthesized,
  fill: Fill,
  given: {
    readonly place: string;
    readonly resource: Resource;
    readonly tmp: string;
    readonly credentials: S3Credentials;
    readonly url: { readonly s3: string; readonly aws: string };
  },
): Deployed {
  const { place, resource, tmp, credentials, url } = given;
  const bundle = stack.bundleOf(resource);
  const { Variables } = fill(resource.Properties.Environment) as { Variables: Record<string, string> };
  // What Lambda unpacks there lies elsewhere here.
  const own = Object.entries(Variables).map(([name, value]) => [name, value.replace('/var/task', bundle)]);
  return {
    place,
    // The template's handler is `index.handler`.
    file: join(bundle, 'index.mjs'),
    environment: {
      ...Object.fromEntries(own),
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: place.replaceAll('/', '-'),
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL: url.aws,
      AWS_ENDPOINT_URL_S3: url.s3,
      TMPDIR: tmp,
      PATH: process.env.PATH ?? '',
    },
  };
}

/** What the roles may do with a bucket, as that bucket's own policy: the S3 stand-in has no policies of roles. */
function bucketPolicy(
  bucket: string,
  credentials: ReadonlyMap<string, S3Credentials>,
  rightsOf: Deployment['rightsOf'],
): string {
  const arn = `arn:aws:s3:::${bucket}`;
  const statements = [...credentials].flatMap(([place, { accessKeyId }]) =>
    rightsOf(place).flatMap(({ Resource, ...statement }) => {
      const own = [Resource].flat().filter((one) => one === arn || one.startsWith(`${arn}/`));
      return own.length === 0 ? [] : [{ ...statement, Resource: own, Principal: { AWS: [accessKeyId] } }];
    }),
  );
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** What the machine itself reads and writes, with its own rights. */
function objectsOf(s3: S3Server, credentials: S3Credentials): Objects {
  const client = new S3Client({ endpoint: s3.url, region, credentials, forcePathStyle: true });
  return {
    read: async (Bucket, Key) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToString()) ?? '';
    },
    write: async (Bucket, Key, Body) => void (await client.send(new PutObjectCommand({ Bucket, Key, Body }))),
  };
}

async function night(
  definition: Machine,
  { functions, objects }: { readonly functions: ReadonlyMap<string, Deployed>; readonly objects: Objects },
  at: Date,
  fate: Fate,
): Promise<Night> {
  const calls: Night['calls'][number][] = [];
  const counts = new Map<string, number>();
  const ofFunctions = [...statesIn(definition)].flatMap(([state, { Type, Resource = '' }]) =>
    Type === 'Task' && Resource.includes(':lambda:') ? [[state, Resource] as const] : [],
  );
  const handlers = ofFunctions.map(([state, resource]) => {
    const deployed = functions.get(resource);
    if (!deployed) throw new Error(`${state} calls ${resource}, which the template does not have.`);
    const call = async (event: unknown): Promise<unknown> => {
      const count = (counts.get(state) ?? 0) + 1;
      counts.set(state, count);
      const usual: CallOptions = { now: at.getTime(), remaining: [900_000], dies: null };
      try {
        const ended = await callFunction(deployed, event, { ...usual, ...fate(state, count) });
        calls.push({ state, place: deployed.place, ended });
        return ended.output;
      } catch (error) {
        calls.push({ state, place: deployed.place, ended: error as Error });
        throw error;
      }
    };
    return [state, call] as const;
  });
  const time = { time: at.toISOString() };
  const result = await runMachine(definition, time, Object.fromEntries(handlers), objects);
  return { result, calls };
}
