import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { resourcesOf } from './made-stack.ts';

/** A table of the template, as Glue keeps it. */
export interface GlueTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly partitions: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly inputFormat: string;
  readonly reader: { readonly library: string; readonly parameters: Readonly<Record<string, string>> };
}

interface TableInput {
  readonly Name: string;
  readonly PartitionKeys: readonly { readonly Name: string }[];
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly StorageDescriptor: {
    readonly Columns: readonly { readonly Name: string; readonly Type: string }[];
    readonly InputFormat: string;
    readonly SerdeInfo: {
      readonly SerializationLibrary: string;
      readonly Parameters: Readonly<Record<string, string>>;
    };
  };
}

/** Every table of a template. What it refers to is called `work`. */
export function glueTables(template: Template): readonly GlueTable[] {
  return [...resourcesOf(template).values()]
    .filter(({ Type }) => Type === 'AWS::Glue::Table')
    .map(({ Properties }) => {
      const { Name, Parameters, PartitionKeys, StorageDescriptor } = Properties.TableInput as TableInput;
      const { Columns, InputFormat, SerdeInfo } = StorageDescriptor;
      return {
        name: Name,
        columns: Columns.map((column) => ({ name: column.Name, type: column.Type })),
        partitions: PartitionKeys.map((key) => key.Name),
        parameters: Object.fromEntries(
          Object.entries(Parameters).map(([key, value]) => [key, filledIn(value)]),
        ),
        inputFormat: InputFormat,
        reader: { library: SerdeInfo.SerializationLibrary, parameters: SerdeInfo.Parameters },
      };
    });
}

function filledIn(value: unknown): string {
  const { 'Fn::Join': join } = Object(value) as { 'Fn::Join'?: [string, unknown[]] };
  if (join) return join[1].map(filledIn).join(join[0]);
  return typeof value === 'string' ? value : 'work';
}

export type AthenaRow = Readonly<Record<string, string | number | null>>;

/**
 * The rows that Athena finds by a table: as its documentation has partition projection, lists of addresses, and the two readers.
 * @param index the folder that stands for `s3://work/athena`
 */
export function athenaRows(table: GlueTable, index: string): AthenaRow[] {
  const template = (table.parameters['storage.location.template'] ?? '').replace('s3://work/athena/', '');
  const place = new RegExp(`^${template.replaceAll(/\$\{(\w+)\}/g, '(?<$1>[^/]+)')}[^/._][^/]*$`);
  return filesBelow(index).flatMap((file) => {
    const values = place.exec(file)?.groups;
    if (!values || !Object.entries(values).every(([name, value]) => isCounted(table, name, value))) return [];
    return linesOf(table, join(index, file)).map((line) => ({ ...fieldsOf(table, line), ...values }));
  });
}

/** Whether projection comes to a value. */
function isCounted({ parameters }: GlueTable, name: string, value: string): boolean {
  const setting = (of: string) => parameters[`projection.${name}.${of}`];
  switch (setting('type')) {
    case 'injected':
      return true;
    case 'enum':
      return (setting('values') ?? '').split(',').includes(value);
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(value) && value >= (setting('range') ?? '').slice(0, 10);
    default:
      return false;
  }
}

/** Of a list of addresses, the lines of what lies there: an address of nothing ends the question. */
function linesOf({ inputFormat }: GlueTable, file: string): string[] {
  const own = lines(readFileSync(file, 'utf8'));
  if (inputFormat === 'org.apache.hadoop.mapred.TextInputFormat') return own;
  if (inputFormat !== 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat') throw new Error(inputFormat);
  return own.flatMap((address) => {
    if (!existsSync(address)) throw new Error(`There is nothing at ${address}.`);
    return lines(readFileSync(address, 'utf8'));
  });
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

function fieldsOf({ columns, reader }: GlueTable, line: string): AthenaRow {
  if (reader.library === 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe') {
    const parts = line.split(reader.parameters['field.delim'] ?? '');
    return Object.fromEntries(columns.map(({ name }, at) => [name, parts[at] ?? null]));
  }
  if (reader.library !== 'org.openx.data.jsonserde.JsonSerDe') throw new Error(reader.library);
  const fields = JSON.parse(line) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(columns.map(({ name, type }) => [name, ofType(type, fields[name] ?? null)]));
}

function ofType(type: string, value: unknown): string | number | null {
  if (value === null) return null;
  if (type === 'bigint' && typeof value === 'number') return value;
  if (type !== 'string') throw new Error(`${JSON.stringify(value)} is no ${type}.`);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}
