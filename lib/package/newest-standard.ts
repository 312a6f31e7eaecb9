import * as z from 'zod/mini';
import type { RegisteredService } from '../judging/services/register.ts';
import type { Standard } from '../judging/standard.ts';
import type { NamedInStandard } from '../report/model.ts';
import { standardName } from '../runs/standard.ts';
import type { PackageLocker } from './evidence-files.ts';
import type { PackagedNight } from './period/period-evidence.ts';
import { shortFile } from './read-short-file.ts';

/** The standard of the newest night that kept one; empty where there is none, or none that can be read. */
export async function newestStandard(
  locker: Pick<PackageLocker, 'read' | 'pathOf'>,
  nights: readonly PackagedNight[],
): Promise<Partial<Standard>> {
  const night = nights.findLast(({ findings }) => findings?.standard);
  return night ? parsed(await shortFile(locker, `${night.folder}/${standardName}`)) : {};
}

/** Of a file that is not as it was sealed, verifying has said so. */
function parsed(bytes: Buffer | null): Partial<Standard> {
  try {
    const value: unknown = JSON.parse(bytes?.toString('utf8') ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** The register of services; null where there is none. */
export function registerIn({ services }: Partial<Standard>): readonly RegisteredService[] | null {
  return Array.isArray(services) ? services : null;
}

const text = z.nullable(z.string());
const texts = z.array(z.string());

/** As far as the page shows it. */
const named = z.object({
  people: z.object({
    source: z.union([text, texts]),
    identities: z.array(
      z.object({ person: z.string(), accounts: z.record(z.string(), z.union([z.string(), texts])) }),
    ),
    leavers: z.optional(z.array(z.object({ person: z.string(), lastDay: z.string() }))),
  }),
  vaults: z.array(
    z.object({
      name: z.string(),
      connection: z.optional(z.string()),
      id: z.optional(z.string()),
      members: texts,
    }),
  ),
  sharedAccounts: z.array(z.object({ name: z.string(), connection: text, account: text, vault: text })),
  vaultGroups: z.record(z.string(), z.string()),
});

/** Whom it names; null where it does not tell all of it, or not in the form that standards have. */
export function namedIn(standard: Partial<Standard>): NamedInStandard | null {
  const { data } = named.safeParse(standard);
  if (!data) return null;
  const { leavers, ...people } = data.people;
  return { ...data, people: leavers ? { ...people, leavers } : people };
}
