import { type CfnResource, Duration, Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { packageLifeDays } from '../config/limits.ts';
import { connectionsFile, doneFile, failedFile } from '../config/night-keys.ts';
import { accept } from './accepted-findings.ts';
import { allowOnBucket, allowOnObjects } from './bucket-grants.ts';
import { privateBucket, underKey } from './private-bucket.ts';

export interface WorkStoreProps {
  readonly accessLogs: Bucket;
  /** A company's own; undefined for keys of S3. */
  readonly key: IKey | undefined;
  /**
   * Where it is that of many organizations, each in a folder below each place: the folder of the session that asks, with `/` at its end.
   * @default one company's
   */
  readonly session?: string;
}

const nightKeys = 'What a step leaves is named after the night and the connection.';

/**
 * What is no evidence: the configurations that nights go by, collections that are not finished yet, exports that people hand over (the evidence keeps a copy of
 * each that was read), packages for auditors, the lists that Athena finds files by, and Athena's answers. Nothing here is
 * locked.
 */
export class WorkStore extends Construct {
  readonly bucket: Bucket;
  /** Configurations that nights went by, each by its hash. They stay: they are small, and a night finds its own. */
  readonly configurations = 'configurations/';
  /** Unfinished collections. A night is over long before they expire. */
  readonly collections = 'collections/';
  /** What the steps of a night leave for each other. The same. */
  readonly nights = 'nights/';
  /**
   * What Athena finds nights by. It stays: it can be made again, but only by hand. (Below `index/`, 0.1.0 left lists that Athena
   * cannot read.)
   */
  readonly index = 'athena/';
  readonly queryResults = 'answers/';
  /** What people exported from a provider by hand. It stays until the next one takes its place. */
  readonly exports = 'exports/';
  /** Packages for auditors, which can be made again, and their manifests, which wait there to be signed. */
  readonly packages = 'packages/';
  /** A fleet's lists of its organizations, and what came of them. */
  readonly fleet = 'fleet/';
  readonly #session: string;

  constructor(scope: Construct, id: string, { accessLogs, key, session = '' }: WorkStoreProps) {
    super(scope, id);
    this.#session = session;
    this.bucket = new Bucket(this, 'Bucket', {
      ...privateBucket,
      ...underKey(key),
      serverAccessLogsBucket: accessLogs as IBucket,
      serverAccessLogsPrefix: 'work/',
      lifecycleRules: [
        ...[this.collections, this.nights, this.queryResults].map((prefix) => ({
          prefix,
          expiration: Duration.days(7),
        })),
        ...(session === '' ? [] : [{ prefix: this.fleet, expiration: Duration.days(30) }]),
        { prefix: this.packages, expiration: Duration.days(packageLifeDays) },
        {
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(2),
        },
      ],
    });
    accept(this.bucket, {
      'NIST.800.53.R5-S3BucketReplicationEnabled':
        'Nothing here is evidence. What is lost is collected, or listed, again.',
      'NIST.800.53.R5-S3DefaultEncryptionKMS':
        'What lies here for a week lies encrypted under keys of S3 in the locker for years; a second scheme adds nothing.',
    });
  }

  /** `s3://bucket/prefix` of configurations, each as `<SHA-256>.json`. */
  get configurationsLocation(): string {
    return `s3://${this.bucket.bucketName}/${this.configurations.slice(0, -1)}`;
  }

  /** `s3://bucket/prefix` of unfinished collections. */
  get collectionsLocation(): string {
    return `s3://${this.bucket.bucketName}/${this.collections.slice(0, -1)}`;
  }

  /** `s3://bucket/prefix` of what the steps of a night leave for each other. */
  get nightsLocation(): string {
    return `s3://${this.bucket.bucketName}/${this.nights.slice(0, -1)}`;
  }

  /** `s3://bucket/prefix` that people upload exports to, each as `<connection>.json`. */
  get exportsLocation(): string {
    return `s3://${this.bucket.bucketName}/${this.exports.slice(0, -1)}`;
  }

  /** `s3://bucket/prefix` of what Athena finds nights by. */
  get indexLocation(): string {
    return `s3://${this.bucket.bucketName}/${this.index.slice(0, -1)}`;
  }

  /** `s3://bucket/prefix` of a fleet's lists. */
  get fleetLocation(): string {
    return `s3://${this.bucket.bucketName}/${this.fleet.slice(0, -1)}`;
  }

  /**
   * Where Step Functions itself writes what came of a Distributed Map over connections, without `/` at its end: of a fleet, where no
   * organization's session reads, whatever it is called.
   */
  get mapRuns(): string {
    return this.#session === '' ? `${this.nights}map-runs` : `${this.fleet}connections`;
  }

  /** As findings name the bucket. */
  get logicalId(): string {
    return Stack.of(this).resolve((this.bucket.node.defaultChild as CfnResource).logicalId);
  }

  /** `s3://bucket/prefix` that packages lie in, each with a record of it, and their manifests. */
  get packagesLocation(): string {
    return `s3://${this.bucket.bucketName}/${this.packages.slice(0, -1)}`;
  }

  /** Lets the planning function keep configurations, and see which there are. */
  grantKeepConfigurations(role: IRole): void {
    const actions = ['s3:GetObject', 's3:PutObject'];
    allowOnObjects(role, this.bucket, actions, [`${this.configurations}${this.#session}*`], namedByHash);
    this.#list(role, this.configurations);
  }

  /** Lets a function read the configuration that its run goes by. */
  grantConfigurations(role: IRole): void {
    const keys = [`${this.configurations}${this.#session}*`];
    allowOnObjects(role, this.bucket, ['s3:GetObject'], keys, namedByHash);
  }

  /** Lets a collecting function keep, and go on with, what it has not finished of a connection. */
  grantCollections(role: IRole, connection: string): void {
    allowOnObjects(
      role,
      this.bucket,
      ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      [`${this.collections}${this.#session}runs/*/${connection}/*`],
      'Parts of a collection are named after its run and dataset.',
    );
    this.#list(role, this.collections);
  }

  /**
   * Lets a collecting function leave word that a connection of its provider is collected.
   * @param connection with `*` for any
   */
  grantDone(role: IRole, provider: string, connection: string): void {
    const keys = [`${this.nights}${this.#session}*/${provider}/${connection}/${doneFile}`];
    allowOnObjects(role, this.bucket, ['s3:PutObject'], keys, nightKeys);
  }

  /** Lets the planning function leave what is to be collected. */
  grantList(role: IRole): void {
    const keys = [`${this.nights}${this.#session}*/${connectionsFile}`];
    allowOnObjects(role, this.bucket, ['s3:PutObject'], keys, nightKeys);
  }

  /** Lets the judging function read how the connections of a night ended. */
  grantOutcomes(role: IRole): void {
    const keys = [doneFile, failedFile].map((file) => `${this.nights}${this.#session}*/${file}`);
    allowOnObjects(role, this.bucket, ['s3:GetObject'], keys, nightKeys);
    this.#list(role, this.nights);
  }

  /** Lets the state machine, which is of all organizations, leave what a function failed with. */
  grantFailures(role: IRole): void {
    allowOnObjects(role, this.bucket, ['s3:PutObject'], [`${this.nights}*/${failedFile}`], nightKeys);
  }

  /** Lets the state machine read what a Distributed Map goes over, and write what came of it. */
  grantMapRuns(role: IRole): void {
    const list = [`${this.nights}*/${connectionsFile}`];
    allowOnObjects(role, this.bucket, ['s3:GetObject'], list, nightKeys);
    allowOnObjects(
      role,
      this.bucket,
      // Step Functions writes results in parts, and reads them again when a run is started again.
      ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      [`${this.mapRuns}/*`],
      'Results of a Map are named after its run.',
    );
  }

  /** Lets a collecting function read what people upload for its connections, of which each has one file. */
  grantExports(role: IRole, connections: readonly string[]): void {
    const keys = connections.map((id) => `${this.exports}${this.#session}${id}.json`);
    allowOnObjects(role, this.bucket, ['s3:GetObject'], keys, 'Each of these is one file.');
  }

  /** Lets the judging function tell Athena of nights. */
  grantIndex(role: IRole): void {
    allowOnObjects(
      role,
      this.bucket,
      ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      [`${this.index}*`],
      'What Athena finds nights by is named after days, datasets and runs.',
    );
    allowOnBucket(role, this.bucket, ['s3:ListBucket']);
  }

  /** Lets the packaging function keep packages, see which there are, and give addresses of them. */
  grantPackages(role: IRole): void {
    allowOnObjects(
      role,
      this.bucket,
      ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      [`${this.packages}*`],
      'Packages are named after their days, and manifests after their hash.',
    );
    allowOnBucket(role, this.bucket, ['s3:ListBucket']);
  }

  /** Lets the sealing function read the manifests that it is to sign, and nothing else. */
  grantManifests(role: IRole): void {
    const why = 'Manifests are named after their hash.';
    allowOnObjects(role, this.bucket, ['s3:GetObject'], [`${this.packages}manifests/*`], why);
  }

  #list(role: IRole, place: string): void {
    allowOnBucket(
      role,
      this.bucket,
      ['s3:ListBucket'],
      this.#session === '' ? null : `${place}${this.#session}*`,
    );
  }
}

const namedByHash =
  'Configurations are named after their hash, and each night goes by the one that its plan names.';
