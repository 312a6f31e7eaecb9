import type { KnownParts, KnownProviders } from './configuration.ts';
import type { Report } from './report.ts';
import type { Path } from './source-range.ts';

/**
 * The file's values before they are known to be right. The checks of how parts refer to each other read it with
 * the functions below, so that a fault in one part hides none in another.
 */
export interface Draft extends ProvidersDraft {
  readonly known: KnownParts;
}

/** The same for checks that concern no control. */
export interface ProvidersDraft {
  readonly root: Readonly<Record<string, unknown>>;
  readonly known: KnownProviders;
  readonly report: Report;
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as Record<string, unknown>) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text without blanks around it, or undefined where there is none. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

/**
 * The ids of all connections, whether or not the rest of them is right. Undefined when one has none: then nobody
 * can say what a name elsewhere was to be the name of.
 */
export function connectionIds(root: Readonly<Record<string, unknown>>): string[] | undefined {
  const ids = listOf(root.connections).map((connection) => textOf(recordOf(connection).id));
  return ids.every((id) => id !== undefined) ? ids : undefined;
}

/** Reports every value that stands there a second time. */
export function reportTwice(
  report: Report,
  values: readonly { readonly value: string | undefined; readonly path: Path }[],
  advice: string,
): void {
  const first = new Map<string, Path>();
  for (const { value, path } of values) {
    if (value === undefined) continue;
    const earlier = first.get(value);
    if (earlier === undefined) first.set(value, path);
    else report.add('duplicate', path, `is on line ${report.line(earlier)} already — ${advice}`);
  }
}
