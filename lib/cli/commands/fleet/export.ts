import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalDocument } from '../../../evidence/canonical.ts';
import type { Fleet, OrganizationFacts } from '../../../fleet/fleet.ts';
import { type Handover, handoverText } from '../../../fleet/handover.ts';
import { listName } from '../../../fleet/night/night.ts';
import { checkHeads, type Listed } from '../../../fleet/verify/check-heads.ts';
import type { FleetExportReport } from '../../../index.ts';
import { runFolder } from '../../../locker/keys.ts';
import { runId } from '../../../runs/run-id.ts';
import { problem, sortProblems, type VerifyResult } from '../../../seal/verify/result.ts';
import { verifyLockerFolder } from '../../../seal/verify/verify-locker.ts';
import type { FleetExportOptions } from '../../definitions/fleet.ts';
import { emptyFolder } from '../../empty-folder.ts';
import { CommandError, type ExitCode } from '../../exit.ts';
import { type Copied, copyLocker } from '../../fleet/copy-locker.ts';
import { fleetExportText } from '../../fleet/export-text.ts';
import { firstNight, openFleet, organizationsNamed } from '../../fleet/open-fleet.ts';
import { leftOutText, withSealedLists } from '../../fleet/sealed-lists.ts';
import { withExistingLocker } from '../../open.ts';
import { readTrustedKeys, withReader } from '../../reading.ts';
import { terminal } from '../../terminal.ts';

/** `exhibit fleet export ORGANIZATION`: a copy of its locker that is read and verified by itself. Nothing is taken away. */
export async function fleetExportCommand(
  id: string,
  options: FleetExportOptions,
  now: Date,
): Promise<ExitCode> {
  const shown = terminal(options);
  const fleet = openFleet(options);
  const [organization] = organizationsNamed(fleet, [id]);
  if (!organization?.configuration)
    throw new CommandError(
      organization?.fault ??
        `fleet.yaml does not say where ${id} has its exhibit.yaml: name it under former:.`,
    );
  const { configuration } = organization;
  const folder = await emptyFolder(options.out, `handover-${id}`);
  const locker = join(folder, 'locker');
  const copied = await copyOf(configuration, locker, now);
  const { leftOut, listed } = await listedOf(id, fleet);
  const verified = await verifiedCopy(configuration, locker, { leftOut, listed });
  const handover: Handover = {
    schema: 'exhibit/handover/v1',
    organization: configuration.organization,
    head: verified.head,
    ...copied,
    sealedByFleet: listed.map(({ line, run }) => ({ run, head: line.head })),
  };
  await writeFile(join(folder, 'handover.json'), canonicalDocument(handover));
  await writeFile(join(folder, 'README.txt'), handoverText(configuration.organization, handover));
  await copyFile(configuration.file, join(folder, 'exhibit.yaml'));
  const { head, ok, problems, trust } = verified;
  const report: FleetExportReport = {
    schema: 'exhibit/fleet-export/v1',
    organization: id,
    folder,
    locker,
    ...copied,
    head,
    ok,
    trust,
    problems,
  };
  shown.out(options.json ? JSON.stringify(report) : fleetExportText(report, shown));
  return ok ? 0 : 1;
}

/** All that the fleet's lists say of it, oldest first; and nights of the fleet that say nothing, because their lists are not what was sealed. */
interface ListedOf {
  readonly listed: readonly Listed[];
  readonly leftOut: readonly string[];
}

function listedOf(id: string, fleet: Fleet): Promise<ListedOf> {
  return withSealedLists(fleet, async (lists, leftOut) => {
    const found: Listed[] = [];
    for await (const { organizations, run } of lists)
      found.push(...organizations.filter((line) => line.id === id).map((line) => ({ run, line })));
    return { listed: found, leftOut: [...leftOut] };
  });
}

/** Under the lock, so that no night adds to it meanwhile. */
function copyOf({ locker: location }: OrganizationFacts, folder: string, now: Date): Promise<Copied> {
  return withExistingLocker(
    location,
    async (locker) => {
      const lock = await locker.lock(runId(now));
      try {
        await mkdir(folder);
        return await copyLocker(locker, folder);
      } finally {
        await lock.release();
      }
    },
    firstNight,
  );
}

/** By itself, and against what the fleet sealed of it: a chain that was made anew is whole by itself. */
async function verifiedCopy(
  { trustedKeys }: OrganizationFacts,
  folder: string,
  { leftOut, listed }: ListedOf,
): Promise<VerifyResult> {
  const keys = await readTrustedKeys(trustedKeys);
  const own = await verifyLockerFolder(folder, { trustedKeys: keys.length > 0 ? keys : 'in-locker' });
  const heads = await withReader(folder, (reader) => checkHeads(listed, reader));
  const lost = leftOut.map((run) => problem('modified', `${runFolder(run)}/${listName}`, leftOutText(run)));
  const problems = sortProblems([...own.problems, ...heads, ...lost]);
  return { ...own, ok: problems.length === 0, problems };
}
