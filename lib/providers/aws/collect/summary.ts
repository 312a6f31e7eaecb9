import { CollectError } from '../../../evidence/problem.ts';
import type { Given } from './requests.ts';
import type { Element } from './xml.ts';

/** The counts of an account summary, by name. Throws `malformed` for one without a number: it is not 0. */
export function countsIn({ fields }: Given): Readonly<Record<string, number>> {
  const entries = fields.get('SummaryMap')?.children ?? [];
  return Object.fromEntries(entries.map((entry) => [textOf(entry, 'key'), countOf(textOf(entry, 'value'))]));
}

function textOf(entry: Element, name: string): string {
  return entry.children.find((child) => child.name === name)?.text ?? '';
}

function countOf(text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text);
  throw new CollectError('malformed', 'AWS GetAccountSummary: a count has no number in it.');
}
