/** A column of text, or of whole numbers. */
export interface TableColumn {
  readonly name: string;
  readonly type: 'text' | 'count';
}

/** A table that questions over many nights are put to, the same wherever it is asked. */
export interface Table {
  readonly name: TableName;
  readonly columns: readonly TableColumn[];
}

export type TableName = 'findings' | 'controls' | 'datasets' | 'records' | 'drift' | 'standard';

const text = (...names: string[]): TableColumn[] => names.map((name) => ({ name, type: 'text' }));
const count = (...names: string[]): TableColumn[] => names.map((name) => ({ name, type: 'count' }));

/** Of every table: the run's day in UTC (YYYY-MM-DD). */
export const dayColumn = 'day';

/** A line of `findings.ndjson` (`lib/judging/finding.ts`), field by field. */
export const findingFields: readonly string[] = [
  'control',
  'subject',
  'verdict',
  'reason',
  'since',
  'carried',
  'key',
];

/** The parts of a finding's waiver. */
export const waiverFields = ['reason', 'approvedBy', 'expires'] as const;

/** Columns that say where a record is from. Athena finds its files by them. */
export const recordPlaces: readonly string[] = ['connection', 'dataset'];

/** Each row carries `completeness` where it rests on one dataset: what is not there may only not have been seen. */
export const tables: readonly Table[] = [
  { name: 'findings', columns: text('run', dayColumn, ...findingFields, 'waiver') },
  {
    name: 'controls',
    columns: [
      ...text('run', dayColumn, 'control', 'verdict', 'since', 'obstacles'),
      ...count('passing', 'failing', 'unknown_subjects', 'waived'),
    ],
  },
  {
    name: 'datasets',
    columns: [
      ...text('run', dayColumn, ...recordPlaces, 'completeness', 'problem', 'problem_message'),
      ...count('record_count'),
    ],
  },
  { name: 'records', columns: text('run', dayColumn, ...recordPlaces, 'completeness', 'record') },
  {
    name: 'drift',
    columns: text(
      ...['run', dayColumn, 'compared_with', 'type', 'control', 'subject', 'key', 'cause', 'path'],
      ...['before', 'after', 'by_whom', 'at_time', 'message'],
    ),
  },
  { name: 'standard', columns: text('run', dayColumn, 'standard') },
];
