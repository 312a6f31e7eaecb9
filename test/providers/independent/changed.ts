import { type Company, gone, type Json } from './vendor.ts';

type Holder = Record<string, unknown>;

/** A company with other values at these dotted paths. Throws where a path leads into nothing. */
export function changed(company: Company, change: Json): Company {
  const copy = structuredClone(company);
  for (const [path, value] of Object.entries(change)) put(copy, path, value);
  return copy;
}

/** The same of one record. */
export function changedRecord(record: Json, change: Json): Json {
  const copy = structuredClone(record);
  for (const [path, value] of Object.entries(change)) put(copy, path, value);
  return copy;
}

function put(whole: Json, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const holder = steps.reduce<unknown>((at, step) => (at as Holder)[step], whole);
  if (typeof holder !== 'object' || holder === null) throw new Error(`Nothing holds ${path}.`);
  if (value === gone) delete (holder as Holder)[last];
  else (holder as Holder)[last] = value;
}
