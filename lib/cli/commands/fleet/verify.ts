import { eachAtOnce } from '../../../fleet/at-once.ts';
import type { Fleet, Organization } from '../../../fleet/fleet.ts';
import { ListChecks } from '../../../fleet/verify/check-lists.ts';
import { HeadChecks } from '../../../fleet/verify/head-checks.ts';
import type { FleetVerifyReport } from '../../../index.ts';
import { lockIn } from '../../../locker/lock.ts';
import { LockerError } from '../../../locker/locker.ts';
import { isS3Location } from '../../../locker/s3/location.ts';
import type { FleetVerifyOptions } from '../../definitions/fleet.ts';
import { CommandError, type ExitCode } from '../../exit.ts';
import { firstNight, openFleet, organizationsNamed } from '../../fleet/open-fleet.ts';
import { withSealedLists } from '../../fleet/sealed-lists.ts';
import { isHandedOver, lockerOf, verifyOrganization } from '../../fleet/verify-organization.ts';
import { fleetVerifyText } from '../../fleet/verify-text.ts';
import { noLocker } from '../../open.ts';
import { callerPath } from '../../paths.ts';
import { readTrustedKeys, withReader } from '../../reading.ts';
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
  const wanted = options.only && new Set(organizationsNamed(fleet, options.only).map(({ id }) => id));
  const { lists, heads } = await readLists(fleet, wanted);
  const named = byId(fleet);
  const ids = wanted ?? new Set([...named.keys(), ...heads.ids]);
  const organizations = await eachAtOnce([...ids].sort(), 1, (id) =>
    verifyOrganization(
      { id, organization: named.get(id) ?? null, heads: heads.of(id) },
      options.rejudge === true,
    ),
  );
  const problems = lists.problems(new Set(named.keys()));
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
  ).catch((error: unknown) => {
    throw error instanceof LockerError && error.code === 'not-a-locker'
      ? noLocker(locker, firstNight)
      : error;
  });
  const { checked, head: newest, notices, ok, problems, trust } = result;
  return { ok, trust, checked, head: newest, problems, notices };
}

interface ReadLists {
  readonly lists: ListChecks;
  readonly heads: HeadChecks;
}

/** Reads all lists one after the other, and holds each against the one before, and against the chains that it names. */
async function readLists(fleet: Fleet, wanted: ReadonlySet<string> | undefined): Promise<ReadLists> {
  const named = byId(fleet);
  const lists = new ListChecks();
  const heads = new HeadChecks(async (last, use) => {
    const organization = named.get(last.id) ?? null;
    const place = lockerOf(organization, last);
    const isWanted = wanted === undefined || wanted.has(last.id);
    if (isWanted && place !== null && !isHandedOver(organization)) await withReader(place, use);
  });
  await withSealedLists(fleet, async (all) => {
    for await (const list of all) {
      lists.take(list);
      await heads.take(list);
    }
  });
  await heads.look();
  return { lists, heads };
}

function byId({ organizations }: Fleet): ReadonlyMap<string, Organization> {
  return new Map(organizations.map((one) => [one.id, one]));
}
