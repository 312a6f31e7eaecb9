import type { NightEvidence } from './model.ts';
import type { PageAsked, PageCollector } from './page-data.ts';

/** Nights in a row on which a list was asked for by the same account with the same rights. */
export function addAsked(all: PageAsked[], { document, night }: NightEvidence): void {
  if (document.requests.length === 0) return;
  const { origin, principal, scopes, tenant } = document;
  const value: Omit<PageAsked, 'from' | 'to'> = {
    origin,
    tenant: tenant?.name ?? tenant?.id ?? null,
    principal,
    scopes,
  };
  extend(all, value, night);
}

/** Nights in a row that the same version of the collector asked, started by the same. */
export function addCollector(all: PageCollector[], { document, night }: NightEvidence): void {
  const { by, commit, node, trigger, version } = document.collector;
  extend(all, { version, commit, node, trigger, by }, night);
}

function extend<Value extends object>(
  all: (Value & { from: number; to: number })[],
  value: Value,
  night: number,
): void {
  const same = all.find((one) => covers(one, night) && isSame(one, value));
  if (same) return;
  const last = all.findLast((one) => one.to <= night);
  if (last && isSame(last, value)) last.to = Math.max(last.to, night);
  else all.push({ from: night, to: night, ...value });
}

function covers({ from, to }: { from: number; to: number }, night: number): boolean {
  return from <= night && night <= to;
}

function isSame(one: object, value: object): boolean {
  const { from: _from, to: _to, ...rest } = one as { from?: number; to?: number };
  return JSON.stringify(rest) === JSON.stringify(value);
}

/** Of several datasets' collectors one list, by night. */
export function joinedCollectors(lists: readonly (readonly PageCollector[])[]): PageCollector[] {
  const known = new Map<string, PageCollector>();
  for (const { from, to, ...value } of lists.flat()) {
    const text = JSON.stringify(value);
    const one = known.get(text);
    if (one) {
      one.from = Math.min(one.from, from);
      one.to = Math.max(one.to, to);
    } else known.set(text, { from, to, ...value });
  }
  return [...known.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}
