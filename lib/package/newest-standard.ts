import type { RegisteredService } from '../judging/services/register.ts';
import type { Standard } from '../judging/standard.ts';
import type { NamedInStandard } from '../report/model.ts';
import { standardName } from '../runs/standard.ts';
import type { PackageLocker } from './evidence-files.ts';
import type { PackagedNight } from './period/period-evidence.ts';
import { shortFile } from './short-file.ts';

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

/** Whom it names; null where it does not tell all of it. */
export function namedIn(standard: Partial<Standard>): NamedInStandard | null {
  const { people, sharedAccounts, vaultGroups, vaults } = standard;
  const isComplete = [vaults, sharedAccounts, people?.identities].every(Array.isArray);
  if (!isComplete || !people || !vaults || !sharedAccounts || !vaultGroups) return null;
  return { people, vaults, sharedAccounts, vaultGroups };
}
