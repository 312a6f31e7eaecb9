import * as z from 'zod/mini';
import type { Problem } from '../../../evidence/problem.ts';
import { parseEach } from './schema.ts';

const titled = z.object({ urls: z.nullish(z.array(z.string())) });

/** Where a vault's items lead. */
export interface ItemHosts {
  /** Names in small letters, each once; null where the export has no titles. */
  readonly hosts: readonly string[] | null;
  readonly problem: Problem | null;
}

/** Of an export with titles: the hosts of items' addresses. What has no name in the DNS leads to no service. */
export function itemHostsOf(titles: readonly unknown[] | null | undefined, path: string): ItemHosts {
  if (!titles) return { hosts: null, problem: null };
  const { problem, rows } = parseEach(titles, titled, `export ${path}.titles`);
  const hosts = rows.flatMap(({ urls }) => urls ?? []).flatMap((url) => hostOf(url) ?? []);
  return { hosts: [...new Set(hosts)].sort(), problem };
}

function hostOf(address: string): string | null {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const host = url.hostname.replace(/\.$/, '').replace(/^www\./, '');
  return /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/.test(host) ? host : null;
}
