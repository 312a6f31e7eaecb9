import { data } from '../data.ts';

export const results = ['not tested', 'agrees', 'exception', 'not applicable'] as const;

/** What an auditor writes about one item of a sample. */
export interface Sheet {
  readonly subject: string;
  readonly hash: string;
  /** The night's run. */
  readonly night: string;
  /** What the package says of it. */
  readonly recorded: string;
  readonly steps: { readonly text: string; result: string }[];
  result: string;
  note: string;
  initials: string;
  date: string;
}

/** A sample with its sheets. */
export interface Draught {
  /** A control's id, or the name of a table of the period. */
  readonly from: string;
  readonly kind: 'control' | 'population';
  readonly seed: string;
  readonly size: number;
  readonly population: number;
  readonly method: string;
  readonly sheets: readonly Sheet[];
}

/** The auditor's own file. It is saved and opened by the page, and is never in the package. */
interface WorkFile {
  readonly schema: 'exhibit/tests/v1';
  readonly package: {
    readonly organization: string;
    readonly from: string;
    readonly to: string;
    readonly head: string;
  };
  readonly samples: readonly Draught[];
}

export const work: { samples: Draught[]; unsaved: boolean } = { samples: [], unsaved: false };

export function changed(): void {
  work.unsaved = true;
}

addEventListener('beforeunload', (event) => {
  if (work.unsaved) event.preventDefault();
});

const thisPackage = {
  organization: data.organization,
  from: data.period.from,
  to: data.period.to,
  head: data.verification.head?.sha256 ?? '',
};

export function workText(): string {
  const file: WorkFile = { schema: 'exhibit/tests/v1', package: thisPackage, samples: work.samples };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Takes over a file that was saved. Throws with a sentence where it is another's, or none. */
export function takeWork(text: string): void {
  const file = parsed(text);
  if (file?.schema !== 'exhibit/tests/v1' || !Array.isArray(file.samples) || !file.samples.every(isDraught))
    throw new Error('This is no file of tests that such a page saved.');
  if (JSON.stringify(file.package) !== JSON.stringify(thisPackage))
    throw new Error(
      `This file was written about another package: ${file.package?.organization}, ${file.package?.from} to ${file.package?.to}.`,
    );
  work.samples = [...file.samples];
  work.unsaved = false;
}

function parsed(text: string): Partial<WorkFile> | null {
  try {
    return JSON.parse(text) as Partial<WorkFile> | null;
  } catch {
    return null;
  }
}

const texts = (value: object, names: readonly string[]): boolean =>
  names.every((name) => typeof (value as Record<string, unknown>)[name] === 'string');

function isDraught(value: Draught | null): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    texts(value, ['from', 'kind', 'seed', 'method']) &&
    [value.size, value.population].every(Number.isInteger) &&
    Array.isArray(value.sheets) &&
    value.sheets.every(isSheet)
  );
}

function isSheet(value: Sheet | null): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    texts(value, ['subject', 'hash', 'night', 'recorded', 'result', 'note', 'initials', 'date']) &&
    Array.isArray(value.steps) &&
    value.steps.every((step) => typeof step === 'object' && step !== null && texts(step, ['text', 'result']))
  );
}
