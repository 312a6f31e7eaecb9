import type { z } from 'zod/mini';
import { withMessages } from '../evidence/schema-messages.ts';
import { nearest } from './suggestions.ts';

/**
 * Zod's complaints in plain words, each with what to do. A schema's own message goes before these.
 * Never quotes the value, except to guess at a near miss.
 */
export const plainMessages: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return 'is missing — add it';
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input);
    case 'invalid_value':
      return wrongChoice(issue.values.map(String), issue.input);
    case 'invalid_union':
      return wrongForm(issue);
    case 'too_small':
      return `is too ${issue.origin === 'number' ? 'low' : 'short'} — write at least ${amount(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `is too ${issue.origin === 'number' ? 'high' : 'long'} — write at most ${amount(issue.maximum, issue.origin)}`;
    case 'invalid_format':
      return `${issue.format === 'regex' ? 'is not in the expected form' : `is not a valid ${formats[issue.format] ?? issue.format}`} — correct it`;
    default:
      return withMessages.error(issue);
  }
};

function wrongType(expected: string, input: unknown): string {
  const wanted = kinds[expected] ?? expected;
  const scalar = typeof input === 'number' || typeof input === 'boolean';
  const quotes = expected === 'string' && scalar ? ', in quotes' : '';
  return `is ${kindOf(input)} — write ${wanted}${quotes}`;
}

/** Of forms that a key tells apart, none is named. */
function wrongForm(issue: {
  discriminator?: unknown;
  options?: unknown;
  input?: unknown;
}): string | undefined {
  if (typeof issue.discriminator !== 'string' || !Array.isArray(issue.options)) return undefined;
  const given = Object(issue.input)[issue.discriminator];
  return given === undefined ? 'is missing — add it' : wrongChoice(issue.options.map(String), given);
}

function wrongChoice(choices: readonly string[], input: unknown): string {
  const near = typeof input === 'string' ? nearest(input, choices) : undefined;
  if (near !== undefined) return `is not known — did you mean ${JSON.stringify(near)}?`;
  return choices.length === 1
    ? `must be ${choices[0]} — write that`
    : `is not known — choose one of ${choices.join(', ')}`;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list, each entry on a line of its own that begins with "- "',
  object: 'a map of `key: value` lines',
  record: 'a map of `key: value` lines',
};

function kindOf(input: unknown): string {
  if (input === null) return 'empty';
  if (Array.isArray(input)) return 'a list';
  const kind = typeof input;
  return kind === 'object'
    ? 'a map'
    : kind === 'string'
      ? 'text'
      : kind === 'boolean'
        ? 'true or false'
        : `a ${kind}`;
}

const formats: Readonly<Record<string, string>> = { url: 'URL' };

function amount(limit: number | bigint, origin: string): string {
  const [one, many] = origin === 'string' ? ['character', 'characters'] : ['entry', 'entries'];
  if (origin !== 'string' && origin !== 'array') return String(limit);
  return `${limit} ${Number(limit) === 1 ? one : many}`;
}
