import { eachAtOnce } from '../../../fleet/at-once.ts';
import type { Fleet } from '../../../fleet/fleet.ts';
import type { FleetNight } from '../../../fleet/night/night.ts';
import { listedOf } from '../../../fleet/verify/check-heads.ts';
import { checkLists } from '../../../fleet/verify/check-lists.ts';
import type { FleetVerifyReport } from '../../../index.ts';
import { lockIn } from '../../../locker/lock.ts';
import { isS3Location } from '../../../locker/s3/location.ts';
import type { FleetVerifyOptions } from '../../definitions/fleet.ts';
import { CommandError, type ExitCode } from '../../exit.ts';
import { openFleet, organizationsNamed } from '../../fleet/open-fleet.ts';
import { sealedLists } from '../../fleet/sealed-lists.ts';
import { verifyOrganization } from '../../fleet/verify-organization.ts';
import { fleetVerifyText } from '../../fleet/verify-text.ts';
import { callerPath } from '../../paths.ts';
import { readTrustedKeys } from '../../reading.ts';
import { terminal } from '../../terminal.ts';
import { wrap } from '../../text.ts';
import { inLockerWarning } from '../../verifying/progress.ts';
import { verifyLocation } from '../../verifying/verify-location.ts';
import { rememberedOf } from '../../verifying/what-to-verify.ts';

/** `exhibit fleet verify`: the fleet's own chain, every organization's, and each against the other. */
export async function fleetVerifyCommand(options: FleetVerifyOptions): Promise<ExitCode> {
  const shown = terminal(options);
  if (options.head !== undefined && !/^[0-9a-f]{64}$/i.test(options.head))
    throw new CommandError('--head takes the SHA-256 of a seal of the fleet: 64 hexadecimal digits.');
  const fleet = openFleet(options);
  const own = await verifyOwn(fleet, options);
  if (own.trust === 'locker') shown.err(wrap(inLockerWarning, shown.columns, '  '));
  const lists = await sealedLists(fleet);
  const organizations = await eachAtOnce(wantedOf(fleet, lists, options.only), 1, (id) =>
    verifyOrganization(
      {
        id,
        organization: fleet.organizations.find((one) => one.id === id) ?? null,
        listed: listedOf(id, lists),
      },
      options.rejudge === true,
    ),
  );
  const problems = checkLists(lists, new Set(fleet.organizations.map(({ id }) => id)));
  const ok = own.ok && problems.length === 0 && organizations.every((one) => one.ok);
  const report: FleetVerifyReport = {
    schema: 'exhibit/fleet-verify/v1',
    ok,
    fleet: own,
    problems,
    organizations,
  };
  shown.out(options.json ? JSON.stringify(report) : fleetVerifyText(report, fleet.locker, shown));
  return ok ? 0 : 1;
}

async function verifyOwn(
  { locker, name, signing, trustedKeys }: Fleet,
  { head, key }: FleetVerifyOptions,
): Promise<FleetVerifyReport['fleet']> {
  const keys = await readTrustedKeys(key?.map(callerPath) ?? trustedKeys);
  const result = await verifyLocation(
    locker,
    {},
    {
      trustedKeys: keys.length > 0 ? keys : 'in-locker',
      head,
      remembered: await rememberedOf({ locker, organization: name, signing }),
      lock: isS3Location(locker) ? null : await lockIn(locker),
    },
  );
  const { checked, head: newest, notices, ok, problems, trust } = result;
  return { ok, trust, checked, head: newest, problems, notices };
}

/** Everybody whom the file or any list names, by id. */
function wantedOf(
  fleet: Fleet,
  lists: readonly FleetNight[],
  only: readonly string[] | undefined,
): readonly string[] {
  if (only) return organizationsNamed(fleet, only).map(({ id }) => id);
  const listed = lists.flatMap(({ organizations }) => organizations.map(({ id }) => id));
  return [...new Set([...fleet.organizations.map(({ id }) => id), ...listed])].sort();
}
