/** The fields of an export that are read, or that `op` prints beside them and that hold nothing of an item. */
type Form = 'text' | 'count' | { readonly [field: string]: Form } | readonly [Form];

const account = { id: 'text', name: 'text', email: 'text', type: 'text', state: 'text' } as const;
const holder = { ...account, permissions: ['text'] } as const;
const times = { created_at: 'text', updated_at: 'text' } as const;
const group = {
  ...times,
  ...holder,
  users: [{ ...account, role: 'text', permissions: ['text'] }],
} as const;
const vault = {
  ...times,
  id: 'text',
  name: 'text',
  type: 'text',
  items: 'count',
  content_version: 'count',
  attribute_version: 'count',
  users: [holder],
  groups: [group],
  /** Where it was asked for: what items are called and where they lead. */
  titles: [{ title: 'text', urls: ['text'] }],
} as const;

const form: Form = {
  account: 'text',
  startedAt: 'text',
  exportedAt: 'text',
  exportedBy: 'text',
  permission: 'text',
  groups: [group],
  vaults: [vault],
};

/** An export without what does not belong into it. */
export interface CutExport {
  readonly value: unknown;
  /** Where something was left out, such as `vaults[].items`, each once. Names of fields alone, never what they held. */
  readonly leftOut: readonly string[];
}

/**
 * Cuts out of an export whatever the format does not know, before anything of it is kept: one that was made with another
 * script may hold items, and their secrets.
 */
export function cutExport(given: unknown): CutExport {
  const leftOut = new Set<string>();
  const value = cut(given, form, '', leftOut);
  return { value: value === undefined ? null : value, leftOut: [...leftOut].sort() };
}

/** Undefined where what is there is not of the form. */
function cut(given: unknown, as: Form, path: string, leftOut: Set<string>): unknown {
  const isOfForm = given === null || (as === 'text' && typeof given === 'string');
  if (isOfForm || (as === 'count' && typeof given === 'number')) return given;
  if (Array.isArray(as) && Array.isArray(given))
    return given.map((one) => cut(one, as[0] ?? 'text', `${path}[]`, leftOut) ?? null);
  if (isFields(as) && isRecord(given)) return cutFields(given, as, path, leftOut);
  leftOut.add(path === '' ? 'the whole file' : path);
  return undefined;
}

function cutFields(
  given: Readonly<Record<string, unknown>>,
  as: Readonly<Record<string, Form>>,
  path: string,
  leftOut: Set<string>,
): object {
  const known = Object.entries(given).flatMap(([field, value]) => {
    const at = path === '' ? nameOf(field) : `${path}.${nameOf(field)}`;
    const known = Object.hasOwn(as, field) ? as[field] : undefined;
    const cutValue = known === undefined ? undefined : cut(value, known, at, leftOut);
    if (known === undefined) leftOut.add(at);
    return cutValue === undefined ? [] : [[field, cutValue] as const];
  });
  return Object.fromEntries(known);
}

/** A field may be called anything, even by a secret. */
function nameOf(field: string): string {
  return /^[a-z_]{1,30}$/i.test(field) ? field : '(another field)';
}

function isFields(as: Form): as is { readonly [field: string]: Form } {
  return typeof as === 'object' && !Array.isArray(as);
}

function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
