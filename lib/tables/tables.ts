/** A column of text, or of whole numbers. */
export interface TableColumn {
  readonly name: string;
  readonly type: 'text' | 'count';
}

/** A table that questions over many nights are put to, the same wherever it is asked. */
export interface Table {
  readonly name: TableName;
  readonly columns: readonly TableColumn[];
  /**
   * What Athena reads. `rows` are written for it. `fields` and `lines` are the night's own files, found by their addresses,
   * whose lines are a row's fields or one column as a whole: what no line says, such as the run, is no column there.
   */
  readonly lies: 'rows' | 'fields' | 'lines';
  /** Columns that stand in the place where Athena looks, in this order. */
  readonly places: readonly TablePlace[];
}

/** A column by whose value files are found: a day, one that each question names (`=`), or one of a few. */
export interface TablePlace {
  readonly name: string;
  readonly values: 'days' | 'named' | readonly string[];
}

export type TableName = 'findings' | 'controls' | 'datasets' | 'records' | 'drift' | 'standard';

const text = (...names: string[]): TableColumn[] => names.map((name) => ({ name, type: 'text' }));
const count = (...names: string[]): TableColumn[] => names.map((name) => ({ name, type: 'count' }));

/** Of every table: the run's day in UTC (YYYY-MM-DD). */
export const dayColumn = 'day';

const byDay: TablePlace = { name: dayColumn, values: 'days' };

/** Each row carries `completeness` where it rests on one dataset: what is not there may only not have been seen. */
export const tables: readonly Table[] = [
  {
    name: 'findings',
    lies: 'fields',
    places: [byDay],
    // A line of `findings.ndjson` (`lib/judging/finding.ts`), field by field.
    columns: text(
      ...['run', dayColumn, 'control', 'subject', 'verdict', 'reason', 'since', 'carried', 'key'],
      'waiver',
    ),
  },
  {
    name: 'controls',
    lies: 'rows',
    places: [byDay],
    columns: [
      ...text('run', dayColumn, 'control', 'verdict', 'since', 'obstacles'),
      ...count('passing', 'failing', 'unknown_subjects', 'waived'),
    ],
  },
  {
    name: 'datasets',
    lies: 'rows',
    places: [byDay],
    columns: [
      ...text('run', dayColumn, 'connection', 'dataset', 'completeness', 'problem', 'problem_message'),
      ...count('record_count'),
    ],
  },
  {
    name: 'records',
    lies: 'lines',
    places: [
      { name: 'connection', values: 'named' },
      { name: 'dataset', values: 'named' },
      // The others have no records.
      { name: 'completeness', values: ['complete', 'partial'] },
      byDay,
    ],
    columns: text('run', dayColumn, 'connection', 'dataset', 'completeness', 'record'),
  },
  {
    name: 'drift',
    lies: 'rows',
    places: [byDay],
    columns: text(
      ...['run', dayColumn, 'compared_with', 'type', 'control', 'subject', 'key', 'cause', 'path'],
      ...['before', 'after', 'by_whom', 'at_time', 'message'],
    ),
  },
  { name: 'standard', lies: 'rows', places: [byDay], columns: text('run', dayColumn, 'standard') },
];

/** The columns that Athena reads from files, and not from where they lie. */
export function columnsInFiles({ columns, lies, places }: Table): readonly TableColumn[] {
  const elsewhere = [...places.map(({ name }) => name), ...(lies === 'rows' ? [] : ['run'])];
  return columns.filter(({ name }) => !elsewhere.includes(name));
}
