import type { z } from 'zod/mini';
import { CollectError } from '../evidence/problem.ts';
import { withMessages } from '../evidence/schema-messages.ts';
import { firstFault } from './json-fault.ts';
import { deepest, isDeep, isTooDeep } from './nesting.ts';

/**
 * The value that a JSON text stands for. `where` names the text for people. Throws `malformed` with the position of
 * the first character that does not belong (counted from 1), or for a depth that nobody documents, and without quoting the text, which may be personal.
 */
export function parseJson(text: string, where: string): unknown {
  const tooDeep = (): CollectError =>
    new CollectError(
      'malformed',
      `${where} is nested deeper than ${deepest} lists and objects, and was not read. ${advice}`,
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    if (isTooDeep(text)) throw tooDeep();
    const at = firstFault(text);
    const fault =
      at >= text.length
        ? `it ends too early, after ${text.length} characters`
        : `character ${at + 1} does not belong`;
    throw new CollectError('malformed', `${where} is not JSON: ${fault}. ${advice}`);
  }
  if (isDeep(value)) throw tooDeep();
  return value;
}

/** Reads an answer as JSON of the given shape. Throws `malformed` with the path of the first fault. */
export async function readJson<T>(response: Response, schema: z.ZodMiniType<T>, where: string): Promise<T> {
  return shapedJson(await response.text(), schema, where);
}

/** As `readJson`, of an answer's text. */
export function shapedJson<T>(text: string, schema: z.ZodMiniType<T>, where: string): T {
  const result = schema.safeParse(parseJson(text, where), withMessages);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.length ? pathText(issue.path) : 'the whole of it';
  throw new CollectError(
    'malformed',
    `${where} is not of the documented shape: ${path}: ${issue?.message}. ${advice}`,
  );
}

const advice = 'Check that the endpoint is the provider’s own; if it is, the provider changed its answers.';

/** `users[3].primaryEmail` */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
