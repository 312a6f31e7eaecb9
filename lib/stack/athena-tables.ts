import { Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { columnsInFiles, type Table, type TablePlace, tables } from '../tables/tables.ts';
import type { WorkStore } from './work-store.ts';

/** Days are counted from here on. Exhibit is not older. */
const firstDay = '2026-01-01';

/** The tables of `lib/tables/` over all nights, for Athena. `docs/athena.md` has queries. */
export class AthenaTables extends Construct {
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
    for (const table of tables) this.#table(table, work.indexLocation).addResourceDependency(database);
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
          outputLocation: `s3://${work.bucket.bucketName}/${work.queryResults}`,
          encryptionConfiguration: { encryptionOption: 'SSE_S3' },
          expectedBucketOwner: account,
        },
      },
    });
  }

  #table(table: Table, index: string): CfnTable {
    const { lies, name, places } = table;
    const location = `${index}/${name}/`;
    return new CfnTable(this, `Table-${name}`, {
      catalogId: Stack.of(this).account,
      databaseName: this.database,
      tableInput: {
        name,
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: places.map((place) => ({ name: place.name, type: 'string' })),
        parameters: {
          EXTERNAL: 'TRUE',
          'projection.enabled': 'true',
          ...Object.assign({}, ...places.map(projection)),
          'storage.location.template': `${location}${places.map((place) => `\${${place.name}}/`).join('')}`,
        },
        storageDescriptor: {
          columns: columnsInFiles(table).map((column) => ({
            name: column.name,
            type: column.type === 'count' ? 'bigint' : 'string',
          })),
          location,
          inputFormat: lies === 'rows' ? rowsFormat : addressesFormat,
          outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          serdeInfo: lies === 'lines' ? linesReader : fieldsReader,
        },
      },
    });
  }
}

type Reader = CfnTable.SerdeInfoProperty;

const rowsFormat = 'org.apache.hadoop.mapred.TextInputFormat';
const addressesFormat = 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat';

/** How Athena counts the values of a column by whose value files are found. A day may be left out, and may be a range. */
function projection({ name, values }: TablePlace): Readonly<Record<string, string>> {
  const of = (setting: string) => `projection.${name}.${setting}`;
  if (values === 'named') return { [of('type')]: 'injected' };
  if (values !== 'days') return { [of('type')]: 'enum', [of('values')]: values.join() };
  return { [of('type')]: 'date', [of('format')]: 'yyyy-MM-dd', [of('range')]: `${firstDay},NOW+1DAYS` };
}

/** JSON by its fields. One that is an object, such as a waiver, is its JSON in a column of text. */
const fieldsReader: Reader = {
  serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe',
  parameters: { 'case.insensitive': 'TRUE', 'ignore.malformed.json': 'FALSE' },
};

/** Whole lines: records of different datasets have different fields. JSON never holds the byte 1 as it is. */
const linesReader: Reader = {
  serializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
  parameters: { 'field.delim': '\u0001', 'serialization.format': '1' },
};
