import type { z } from 'zod/mini';

/** The keys that a schema knows at a path below it; undefined where it takes any key or is no map. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] | undefined {
  const [step, ...rest] = path;
  const inner = unwrap(schema);
  const { def } = inner._zod as z.core.$ZodTypes['_zod'];
  if (def.type === 'union') return keysOfAny(def.options, path);
  if (step === undefined) {
    const open = def.type !== 'object' || (def.catchall && def.catchall._zod.def.type !== 'never');
    return open ? undefined : Object.keys(def.shape);
  }
  const child =
    def.type === 'object' ? def.shape[String(step)] : def.type === 'array' ? def.element : undefined;
  return child && keysAt(child, rest);
}

function keysOfAny(options: readonly z.core.$ZodType[], path: readonly PropertyKey[]): string[] | undefined {
  const keys = options.map((option) => keysAt(option, path));
  return keys.includes(undefined) ? undefined : [...new Set(keys.flatMap((known) => known ?? []))];
}

/** What is inside `optional`, `default`, `transform` and the like. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  if (def.type === 'pipe') return unwrap(def.in);
  if (def.type === 'lazy') return unwrap(def.getter());
  return 'innerType' in def ? unwrap(def.innerType) : schema;
}
