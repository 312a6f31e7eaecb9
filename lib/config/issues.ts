import type { z } from 'zod/mini';
import { shape } from './configuration-schema.ts';
import { type FaultCode, faultCodes } from './error.ts';
import { whereItBelongs } from './misplaced.ts';
import type { Report } from './report.ts';
import { keysAt } from './schema-keys.ts';
import { plainMessages } from './schema-messages.ts';
import type { Path } from './source-range.ts';
import { nearest } from './suggestions.ts';

type Issue = z.core.$ZodIssue;

/**
 * Checks one part of the file and reports all that is wrong with it. `extraKeys` are known at its top as well,
 * without being the schema's. Undefined when there was a fault.
 */
export function check<T>(
  report: Report,
  schema: z.ZodMiniType<T>,
  value: unknown,
  base: Path,
  extraKeys: readonly string[] = [],
): T | undefined {
  const result = schema.safeParse(value, { error: plainMessages });
  const unlisted = unknownKeys(schema, value);
  for (const key of unlisted) addUnknown(report, [...base, key], keysAt(schema, []) ?? [], extraKeys);
  for (const issue of result.error?.issues ?? [])
    if (!isMistyped(issue, value, schema)) addIssue(report, schema, issue, base, [], value, extraKeys);
  return unlisted.length === 0 ? result.data : undefined;
}

/** Whether a key is missing because it was written in another way, which is said of that one. */
function isMistyped(issue: Issue, value: unknown, schema: z.ZodMiniType): boolean {
  const above = issue.path.slice(0, -1);
  const map = valueAt(value, above);
  if (typeof map !== 'object' || map === null || valueAt(value, issue.path) !== undefined) return false;
  const known = keysAt(schema, above) ?? [];
  return Object.keys(map).some((key) => !known.includes(key) && nearest(key, known) === issue.path.at(-1));
}

/** Keys that a schema would drop in silence were it not strict itself. */
function unknownKeys(schema: z.ZodMiniType, value: unknown): string[] {
  const known = keysAt(schema, []);
  if (known === undefined || typeof value !== 'object' || value === null) return [];
  return Array.isArray(value) ? [] : Object.keys(value).filter((key) => !known.includes(key));
}

function addIssue(
  report: Report,
  schema: z.ZodMiniType,
  issue: Issue,
  base: Path,
  above: readonly PropertyKey[],
  value: unknown,
  extraKeys: readonly string[],
): void {
  const inside = [...above, ...issue.path];
  const path = [...base, ...inside.map((step) => (typeof step === 'number' ? step : String(step)))];
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, inside) ?? [];
    for (const key of issue.keys)
      addUnknown(report, [...path, key], known, inside.length === 0 ? extraKeys : []);
    return;
  }
  const branch = issue.code === 'invalid_union' ? likeliest(issue.errors) : [];
  if (branch.length > 0)
    for (const inner of branch) addIssue(report, schema, inner, base, inside, value, extraKeys);
  else report.add(codeOf(issue, valueAt(value, inside)), path, withAdvice(issue.message));
}

/** Of a union's forms, the one with the fewest faults is the one that was meant. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  return branches.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

function addUnknown(report: Report, path: Path, known: readonly string[], extra: readonly string[]): void {
  const key = String(path.at(-1));
  const all = [...extra, ...known];
  const near = nearest(key, all);
  const advice =
    near === undefined
      ? (whereItBelongs(shape, path) ?? `remove it; known here: ${all.join(', ')}`)
      : `did you mean ${JSON.stringify(near)}?`;
  report.add('unknown-key', path, `this key is not known — ${advice}`, 'key');
}

function codeOf(issue: Issue, value: unknown): FaultCode {
  if (value === undefined) return 'missing-key';
  const named = issue.code === 'custom' ? issue.params?.fault : undefined;
  return faultCodes.find((code) => code === named) ?? 'invalid-value';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );
}

function withAdvice(message: string): string {
  return message.includes(' — ') ? message : `${message} — correct it`;
}
