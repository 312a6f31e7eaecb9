import type { EvaluationError, ParseError, ParseResult } from '@marcbachmann/cel-js';
import { environment, maxLength } from './environment.ts';
import { brokenRules, type ExpressionFault, readsRecord } from './expression-rules.ts';
import { Fields, type Reading, TooMuch, UnknownField } from './record-fields.ts';

/** An expression's answer about one record, or why there is none. */
export type Evaluated =
  | { readonly value: unknown; readonly seen: ReadonlyMap<string, unknown> }
  | { readonly unknown: string };

/** Answers for one record at a moment. */
export type Expression = (record: object, now: Date) => Evaluated;

/** What each part of a control has to give. */
const gives = { for: 'bool', must: 'bool', subject: 'string' } as const;

export type Part = keyof typeof gives;

const kinds = { bool: 'true or false', string: 'text' } as const;

/** Everything about an expression that is wrong for every record. */
export function expressionFaults(part: Part, text: string): readonly ExpressionFault[] {
  if (text.length > maxLength)
    return [{ offset: 0, message: `is longer than ${maxLength} characters — split the control` }];
  try {
    return faultsOf(environment.parse(text), part, text);
  } catch (error) {
    return [faultFrom(error)];
  }
}

function faultsOf(parsed: ParseResult, part: Part, text: string): readonly ExpressionFault[] {
  const broken = [...brokenRules(parsed.ast, text)];
  if (broken.length > 0) return broken;
  const { valid, type = '', error } = parsed.check();
  if (!valid) return [faultFrom(error)];
  const wanted = gives[part];
  if (type !== wanted && !type.startsWith('dyn'))
    return [{ offset: 0, message: `gives ${type} and not ${kinds[wanted]} — correct the expression` }];
  if (part === 'must' && !readsRecord(parsed.ast))
    return [{ offset: 0, message: 'is the same for every record — say what must hold of `record`' }];
  return [];
}

/** Throws where `expressionFaults` has something to say. */
export function compile(part: Part, text: string): Expression {
  const fault = expressionFaults(part, text)[0];
  if (fault) throw new Error(`${part}: ${fault.message}`);
  const parsed = environment.parse(text);
  parsed.check();
  return (record, now) => {
    const reading: Reading = { visits: 0, seen: new Map() };
    try {
      const value: unknown = parsed({ record: new Fields(record, reading), now });
      if (typeof value === kindOf[gives[part]] && value !== '') return { value, seen: reading.seen };
      return { unknown: `\`${part}\` gave ${asText(value)} and not ${kinds[gives[part]]}.` };
    } catch (error) {
      return { unknown: reasonOf(part, error) };
    }
  };
}

const kindOf = { bool: 'boolean', string: 'string' } as const;

function asText(value: unknown): string {
  if (value === '') return 'an empty text';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'bigint' || typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return 'true or false';
  return Array.isArray(value) ? 'a list' : 'another kind of value';
}

function reasonOf(part: Part, error: unknown): string {
  if (error instanceof UnknownField || error instanceof TooMuch) return error.message;
  return `\`${part}\` could not be evaluated: ${oneLine(summaryOf(error)).replace(/\.$/, '')}.`;
}

function faultFrom(error: unknown): ExpressionFault {
  const { code, range } = error as Partial<ParseError>;
  const offset = range?.start ?? 0;
  const summary = oneLine(summaryOf(error));
  if (code === 'unknown_variable')
    return { offset, message: `${summary} — an expression can use \`record\` and \`now\`` };
  if (code === 'limit_exceeded') return { offset, message: `${summary} — split the control` };
  return { offset, message: `${summary} — correct the expression` };
}

/** Without the library's drawing of the expression. */
function summaryOf(error: unknown): string {
  const { summary, message } = error as Partial<EvaluationError>;
  // What it says where two of its comparisons would do, as with a list in a list.
  if (message?.startsWith('Operator overload')) return 'values of these kinds cannot be compared';
  return summary ?? message ?? String(error);
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
