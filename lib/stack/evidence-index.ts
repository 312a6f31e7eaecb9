import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import {
  Choice,
  Condition,
  type IChainable,
  JitterType,
  JsonPath,
  Pass,
} from 'aws-cdk-lib/aws-stepfunctions';
import { CallAwsService } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { acceptKeys } from './accepted.ts';
import { keyRights } from './bucket-grants.ts';
import type { EvidenceLocker } from './evidence-locker.ts';
import { SmallMachine } from './small-machine.ts';
import type { WorkStore } from './work-store.ts';

export interface EvidenceIndexProps {
  readonly locker: EvidenceLocker;
  readonly work: WorkStore;
  readonly deadLetters: IQueue;
  readonly key: IKey;
}

/**
 * Says in the work store, by day, where the files are that Athena can read: one small file for each, holding its
 * address. A table cannot address one file of a run's folder, and its partitions have to be countable; so the tables'
 * partitions are days, of which everybody knows which there are, and what lies in them are addresses.
 */
export class EvidenceIndex extends Construct {
  readonly machine: SmallMachine['machine'];

  constructor(scope: Construct, id: string, { locker, work, deadLetters, key }: EvidenceIndexProps) {
    super(scope, id);
    const made = new SmallMachine(this, 'Index', {
      comment: 'Exhibit: notes where a file of evidence is, for Athena',
      logKey: key,
      definition: this.#definition(locker, work),
      rights: [
        new PolicyStatement({
          actions: ['s3:PutObject'],
          resources: [work.bucket.arnForObjects(`${work.index}*`)],
        }),
        ...keyRights(work.bucket, ['s3:PutObject']),
      ],
    });
    this.machine = made.machine;
    acceptKeys(
      made.role,
      work.bucket,
      `${work.index}*`,
      'Lists are named after days, runs and datasets that are not known beforehand.',
    );
    new Rule(this, 'NewEvidence', {
      description: 'Exhibit: files of records and findings that were stored',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [locker.bucket.bucketName] },
          object: { key: [{ wildcard: `${locker.prefix}runs/*.ndjson` }] },
        },
      },
      targets: [
        new SfnStateMachine(this.machine, {
          deadLetterQueue: deadLetters,
          maxEventAge: Duration.hours(4),
          retryAttempts: 20,
        }),
      ],
    });
  }

  #definition({ prefix }: EvidenceLocker, work: WorkStore): IChainable {
    // runs/<run>/<connection>/<dataset>.ndjson or runs/<run>/findings.ndjson, below the locker's prefix
    const at = prefix.split('/').length;
    const parts = (number: number) =>
      `States.ArrayGetItem(States.StringSplit($.detail.object.key, '/'), ${at + number})`;
    const split = new Pass(this, 'Split', {
      parameters: {
        'run.$': parts(0),
        'next.$': parts(1),
        'address.$': "States.Format('s3://{}/{}', $.detail.bucket.name, $.detail.object.key)",
        'key.$': '$.detail.object.key',
        'file.$': `States.ArrayGetItem(States.StringSplit($.detail.object.key, '/'), States.MathAdd(States.ArrayLength(States.StringSplit($.detail.object.key, '/')), -1))`,
      },
    });
    const findings = this.#put('Findings', work, {
      'key.$': `States.Format('${work.index}findings/{}/{}-{}', States.ArrayGetItem(States.StringSplit($.run, 'T'), 0), $.run, $.file)`,
    });
    const records = this.#put('Records', work, {
      'key.$': `States.Format('${work.index}records/{}/{}/{}/{}-{}', $.next, States.ArrayGetItem(States.StringSplit($.file, '.'), 0), States.ArrayGetItem(States.StringSplit($.run, 'T'), 0), $.run, $.file)`,
    });
    return split.next(
      new Choice(this, 'Findings or records?')
        .when(Condition.stringMatches('$.key', `${prefix}runs/*/*/*`), records)
        .otherwise(findings),
    );
  }

  #put(what: string, { bucket, index }: WorkStore, key: { readonly 'key.$': string }): IChainable {
    const where = new Pass(this, `${what}, by day`, { parameters: { ...key, 'address.$': '$.address' } });
    const put = new CallAwsService(this, `Note ${what.toLowerCase()}`, {
      service: 's3',
      action: 'putObject',
      parameters: {
        Bucket: bucket.bucketName,
        Key: JsonPath.stringAt('$.key'),
        Body: JsonPath.stringAt('$.address'),
      },
      iamResources: [bucket.arnForObjects(`${index}*`)],
      resultPath: JsonPath.DISCARD,
    });
    put.addRetry({
      errors: ['States.ALL'],
      interval: Duration.seconds(2),
      backoffRate: 2,
      maxAttempts: 5,
      jitterStrategy: JitterType.FULL,
    });
    return where.next(put);
  }
}
