import type { RegisteredService } from '../judging/services/register.ts';
import type { Standard } from '../judging/standard.ts';
import { standardName } from '../runs/standard.ts';
import type { PackageLocker } from './evidence-files.ts';
import type { PackagedNight } from './period/period-evidence.ts';
import { shortFile } from './short-file.ts';

/** The register of services as the newest night that kept its standard was judged by it; null where there is none. */
export async function newestRegister(
  locker: Pick<PackageLocker, 'read' | 'pathOf'>,
  nights: readonly PackagedNight[],
): Promise<readonly RegisteredService[] | null> {
  const night = nights.findLast(({ findings }) => findings?.standard);
  return night ? registerIn(await shortFile(locker, `${night.folder}/${standardName}`)) : null;
}

/** Of a file that is not as it was sealed, verifying has said so. */
function registerIn(bytes: Buffer | null): readonly RegisteredService[] | null {
  try {
    const { services } = JSON.parse(bytes?.toString('utf8') ?? '{}') as Partial<Standard>;
    return Array.isArray(services) ? services : null;
  } catch {
    return null;
  }
}
