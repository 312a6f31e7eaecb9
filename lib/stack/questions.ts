import { Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { dayColumn, findingFields, recordPlaces, waiverFields } from '../tables/tables.ts';
import type { WorkStore } from './work-store.ts';

type Column = CfnTable.ColumnProperty;

/** Days are counted from here on. Exhibit is not older. */
const firstDay = '2026-01-01';

/** Tables over the findings and records of all nights, for Athena. `docs/athena.md` has queries. */
export class Questions extends Construct {
  readonly database: string;
  readonly workGroup: string;

  constructor(scope: Construct, id: string, { work }: { readonly work: WorkStore }) {
    super(scope, id);
    const { account, stackName } = Stack.of(this);
    this.database = stackName.toLowerCase().replaceAll('-', '_');
    this.workGroup = stackName.toLowerCase();
    const database = new CfnDatabase(this, 'Database', {
      catalogId: account,
      databaseInput: { name: this.database, description: 'Exhibit: evidence of all nights' },
    });
    const index = `s3://${work.bucket.bucketName}/${work.index}`;
    const tables = [
      this.#table('findings', findings, `${index}findings/`, [], findingsReader),
      this.#table(
        'records',
        [{ name: 'record', type: 'string' }],
        `${index}records/`,
        recordPlaces,
        linesReader,
      ),
    ];
    for (const table of tables) table.addResourceDependency(database);
    new CfnWorkGroup(this, 'WorkGroup', {
      name: this.workGroup,
      description: 'Exhibit: questions over years of evidence',
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        // A question that reads more than this is probably not the one that was meant.
        bytesScannedCutoffPerQuery: 100 * 1024 ** 3,
        resultConfiguration: {
          outputLocation: `s3://${work.bucket.bucketName}/${work.answers}`,
          encryptionConfiguration: { encryptionOption: 'SSE_S3' },
          expectedBucketOwner: account,
        },
      },
    });
  }

  /** `named` are partitions that every query has to name. The day's may be left out, and may be a range. */
  #table(
    name: string,
    columns: Column[],
    location: string,
    named: readonly string[],
    reader: Reader,
  ): CfnTable {
    const partitions = [...named, dayColumn];
    return new CfnTable(this, `Table-${name}`, {
      catalogId: Stack.of(this).account,
      databaseName: this.database,
      tableInput: {
        name,
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: partitions.map((partition) => ({ name: partition, type: 'string' })),
        parameters: {
          EXTERNAL: 'TRUE',
          'projection.enabled': 'true',
          'projection.day.type': 'date',
          'projection.day.format': 'yyyy-MM-dd',
          'projection.day.range': `${firstDay},NOW+1DAYS`,
          ...Object.fromEntries(named.map((partition) => [`projection.${partition}.type`, 'injected'])),
          'storage.location.template': `${location}${partitions.map((partition) => `\${${partition}}/`).join('')}`,
        },
        storageDescriptor: {
          columns,
          location,
          inputFormat: 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          serdeInfo: reader,
        },
      },
    });
  }
}

type Reader = CfnTable.SerdeInfoProperty;

/** A finding, field by field; Athena knows the names of nested fields in small letters alone. */
const findings: Column[] = [
  ...findingFields.map((name) => ({ name, type: 'string' })),
  { name: 'waiver', type: `struct<${waiverFields.map((field) => `${field.toLowerCase()}:string`).join()}>` },
];

const findingsReader: Reader = {
  serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe',
  parameters: { 'case.insensitive': 'TRUE', 'ignore.malformed.json': 'FALSE' },
};

/** Whole lines: records of different datasets have different fields. JSON never holds the byte 1 as it is. */
const linesReader: Reader = {
  serializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
  parameters: { 'field.delim': '\u0001', 'serialization.format': '1' },
};
