import type { Organization } from '../../fleet/fleet.ts';
import type { OrganizationLine } from '../../fleet/night/night.ts';
import type { HeadsFound } from '../../fleet/verify/head-checks.ts';
import type { FleetVerifyReport } from '../../index.ts';
import { lockIn } from '../../locker/lock.ts';
import { isS3Location } from '../../locker/s3/location.ts';
import { problem, sortProblems, type VerifyProblem } from '../../seal/verify/result.ts';
import { readTrustedKeys, withReader } from '../reading.ts';
import { verifyLocation } from '../verifying/verify-location.ts';
import { rememberedOf, trustedBy } from '../verifying/what-to-verify.ts';

export type OrganizationVerified = FleetVerifyReport['organizations'][number];

export interface OrganizationToVerify {
  readonly id: string;
  /** Null for one that the file does not name any more. */
  readonly organization: Organization | null;
  /** What the fleet's sealed lists say of it, held against its locker. */
  readonly heads: HeadsFound;
}

/** Verifies one organization's own locker, by itself and against every head of it that the fleet sealed. */
export async function verifyOrganization(
  { id, organization, heads }: OrganizationToVerify,
  rejudge: boolean,
): Promise<OrganizationVerified> {
  const locker = lockerOf(organization, heads.last);
  const none = { id, locker, skipped: null, trust: null, checked: null, head: null, notices: [] };
  if (isHandedOver(organization))
    return { ...none, ok: true, skipped: 'It was handed over, and its file is not named.', problems: [] };
  if (locker === null && organization?.fault)
    return {
      ...none,
      ok: false,
      problems: [problem('missing', '', 'Its exhibit.yaml cannot be read, so its chain cannot be found.')],
    };
  const noNight = { ...none, ok: true, skipped: 'It has no sealed night yet.', problems: [] };
  if (locker === null) return noNight;
  try {
    if (!heads.isSealed && !(await hasSeals(locker))) return noNight;
    return await verified({ id, organization, heads }, locker, rejudge);
  } catch (error) {
    // A place that is gone is what is looked for here; its neighbours are verified all the same.
    const message = error instanceof Error ? error.message : String(error);
    return {
      ...none,
      ok: false,
      problems: [problem('missing', '', `Its locker cannot be read. ${message}`)],
    };
  }
}

/** Where an organization's locker is: as its own file says, or else as the fleet's lists do. */
export function lockerOf(
  organization: Organization | null,
  last: Pick<OrganizationLine, 'locker'> | null,
): string | null {
  return organization?.configuration?.locker ?? last?.locker ?? null;
}

/** Whether its locker is its own affair by now. */
export function isHandedOver(organization: Organization | null): boolean {
  return organization?.former != null && organization.file === null;
}

async function verified(
  { id, organization, heads }: OrganizationToVerify,
  locker: string,
  rejudge: boolean,
): Promise<OrganizationVerified> {
  const configuration = organization?.configuration ?? null;
  const trusted = configuration && trustedBy(configuration);
  const keys = await readTrustedKeys(trusted?.keyFiles ?? []);
  const result = await verifyLocation(
    locker,
    { rejudge, ownProviders: rejudge ? organization?.read().ownProviders : undefined },
    {
      trustedKeys: keys.length > 0 ? keys : 'in-locker',
      remembered: configuration ? await rememberedOf(configuration) : undefined,
      lock: isS3Location(locker) ? null : await lockIn(locker),
      timestampAuthorities: await readTrustedKeys(trusted?.authorityFiles ?? []),
      witnessKeys: await readTrustedKeys(trusted?.witnessFiles ?? []),
    },
  );
  const { checked, head, notices, notRejudged, problems, rejudged, trust } = result;
  const all = [
    ...problems,
    ...heads.problems.filter((one) => !isKnown(one, problems)),
    ...(heads.unread === null
      ? []
      : [problem('missing', '', `It could not be compared with the fleet's lists. ${heads.unread}`)]),
  ];
  return {
    id,
    locker,
    ok: result.ok && all.length === 0,
    skipped: null,
    trust,
    checked,
    head,
    problems: sortProblems(all),
    notices,
    ...(rejudged === undefined ? {} : { rejudged, notRejudged: notRejudged ?? [] }),
  };
}

/** What the locker says of itself already is not said again. */
function isKnown({ kind, path }: VerifyProblem, problems: readonly VerifyProblem[]): boolean {
  return problems.some((one) => one.kind === kind && one.path === path);
}

/** Throws where it cannot be read: that shows no lack of nights. */
function hasSeals(location: string): Promise<boolean> {
  return withReader(location, async (reader) => (await reader.names('chain')).length > 0);
}
