import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Fleet } from '../../../fleet/fleet.ts';
import { lastList } from '../../../fleet/night/lists.ts';
import { type FleetNight, isObjectionable } from '../../../fleet/night/night.ts';
import { fleetPage } from '../../../fleet/page.ts';
import type { Locker } from '../../../locker/locker.ts';
import { temporaryFolder } from '../../../locker/temporary-folder.ts';
import type { FleetOpenOptions } from '../../definitions/fleet.ts';
import { CommandError, type ExitCode } from '../../exit.ts';
import { newestSeal, tellOfSeal } from '../../fleet/newest-seal.ts';
import { firstNight, openFleet, organizationsNamed } from '../../fleet/open-fleet.ts';
import { leftOutText, withSealedLists } from '../../fleet/sealed-lists.ts';
import { withExistingLocker } from '../../open.ts';
import { showUntilEnded } from '../../show-page.ts';
import { terminal } from '../../terminal.ts';
import { wrap } from '../../text.ts';
import { openCommand } from '../open.ts';

/** So many nights of the fleet are on the page. */
const nightsShown = 30;

/** `exhibit fleet open [ORGANIZATION]`: all organizations on one page; of one, what `exhibit open` shows of it. */
export async function fleetOpenCommand(
  id: string | undefined,
  options: FleetOpenOptions,
  now: Date,
): Promise<ExitCode> {
  const fleet = openFleet(options);
  if (id !== undefined) {
    const [organization] = organizationsNamed(fleet, [id]);
    if (!organization?.file)
      throw new CommandError(`fleet.yaml does not say where ${id} has its exhibit.yaml.`);
    return await openCommand(undefined, { ...options, config: organization.file }, now);
  }
  const { leftOut, lists } = await withSealedLists(fleet, listed, nightsShown);
  const { last, seal } = await withExistingLocker(
    fleet.locker,
    (locker) => lastNight(fleet, lists, locker),
    firstNight,
  );
  const shown = terminal(options);
  const isForeign = tellOfSeal(seal, shown);
  for (const run of leftOut)
    shown.err(shown.paint('red', wrap(`✘ ${leftOutText(run)}`, shown.columns, '  ')));
  const temporary = await temporaryFolder('exhibit-fleet');
  try {
    const page = join(temporary.path, 'index.html');
    await writeFile(page, fleetPage(lists, last), { mode: 0o600 });
    await showUntilEnded(pathToFileURL(page).href, options.browser, shown);
    const isWhole = !isForeign && leftOut.length === 0;
    return isWhole && !last.organizations.some(isObjectionable) ? 0 : 1;
  } finally {
    await temporary.remove();
  }
}

/** Throws `FleetError` where the last one is: an older one is not how things stand. */
async function lastNight(fleet: Fleet, lists: readonly FleetNight[], locker: Locker) {
  const last = await lastList(locker);
  if (!last)
    throw new CommandError('No night of the fleet has been sealed yet. Run `exhibit fleet run` first.');
  return { last, seal: await newestSeal(fleet, lists[0]?.run ?? last.run, locker) };
}

async function listed(lists: AsyncIterable<FleetNight>, leftOut: ReadonlySet<string>) {
  const found: FleetNight[] = [];
  for await (const list of lists) found.push(list);
  return { lists: found, leftOut: [...leftOut] };
}
