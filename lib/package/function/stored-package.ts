import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Configuration } from '../../config/configuration.ts';
import { optional, variables } from '../../config/environment.ts';
import { packageLifeDays } from '../../config/limits.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import { days } from '../../evidence/day.ts';
import { chainHead } from '../../seal/chain.ts';
import { AuditorError } from '../error.ts';
import type { Period } from '../period/period.ts';
import type { Made, StoredBuild } from './package-parts.ts';
import { streamPackage } from './stream-package.ts';

/** What lies beside a package, so that it need not be read to know its hash. */
const recordShape = z.object({
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  bytes: z.int().check(z.positive()),
  madeAt: z.iso.datetime(),
});

/** The package of a period: one that is there and will be for as long as its address holds, or a new one. */
export async function ensurePackage(build: StoredBuild): Promise<Made> {
  const { call, opened, packages, period } = build;
  const { locker, configuration, collector } = opened;
  const head = await chainHead(locker);
  if (!head) throw new AuditorError('empty', 'No night has been sealed yet, so there is nothing to package.');
  const key = optional(call.environment, variables.signingKey);
  const name = nameOf(period, configuration, [head.sha256, collector.version, key]);
  const there = await stillThere(build, name);
  if (there) return there;
  const madeAt = call.now().toISOString();
  // Each making has a key of its own: what was cut off, or has expired, is in nobody's way.
  const stem = `${name}_${madeAt.replace(/[-:.]/g, '')}`;
  const made = await streamPackage(build, `${stem}.zip`);
  const { from, to, timezone } = period;
  const record = {
    schema: 'exhibit/package-record/v1',
    ...made,
    madeAt,
    period: { from, to, timezone },
    by: collector.by,
    head: head.sha256,
  };
  await packages.create(`${stem}.json`, canonicalDocument(record));
  return made;
}

/** The same days of the same chain by the same program, signed by the same key, are the same package. */
function nameOf(
  { from, to, timezone }: Period,
  { sha256 }: Configuration,
  others: readonly (string | null)[],
): string {
  const identity = createHash('sha256').update(JSON.stringify([from, to, timezone, sha256, ...others]));
  return `${from}_${to}_${identity.digest('hex').slice(0, 16)}`;
}

/** The newest of that name that will be there for as long as its address holds. */
async function stillThere({ packages, call, linkSeconds }: StoredBuild, name: string): Promise<Made | null> {
  const names = await packages.names('');
  const until = call.now().getTime() + linkSeconds * 1000;
  for (const file of names.filter((one) => one.startsWith(`${name}_`) && one.endsWith('.json')).reverse()) {
    const key = file.replace(/json$/, 'zip');
    const bytes = names.includes(key) ? await packages.read(file) : null;
    const { data } = recordShape.safeParse(bytes && JSON.parse(bytes.toString('utf8')));
    if (data && Date.parse(data.madeAt) + days(packageLifeDays) >= until)
      return { key, sha256: data.sha256, bytes: data.bytes };
  }
  return null;
}
