import type { z } from 'zod/mini';
import { keysAt } from './schema-keys.ts';
import type { Path } from './source-range.ts';

/** Where a key that is not known here would be known: what to do then. Undefined where it is known nowhere. */
export function whereItBelongs(schema: z.ZodMiniType, path: Path): string | undefined {
  const key = String(path.at(-1));
  const sections = keysAt(schema, []) ?? [];
  if (path.length > 1 && sections.includes(key))
    return `it begins a section of its own: remove the spaces before it, and as many before what belongs to it`;
  if (path.length > 1) return undefined;
  const [parent] = sections.filter((section) => keysAt(schema, [section])?.includes(key));
  if (parent !== undefined) return `it belongs under ${parent}: indent it by two spaces`;
  const [list] = sections.filter((section) => keysAt(schema, [section, 0])?.includes(key));
  return list && `it belongs to an entry of ${list}: indent it like the keys of that entry`;
}
