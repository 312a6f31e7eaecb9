import type { RunStatus } from '../../runs/findings-document.ts';

/**
 * Why an organization has no whole night in a fleet's run. `configuration`: its file has faults. `busy`: another run has its
 * locker. `not-asked`: others were named with `--only`. `timeout`: it took too long. `memory`: its heap was full. `ended`: its
 * process was ended from outside, or failed. `refused`: it could not be done. `unsealed`: it claimed to be done, and there is no
 * seal. `unreadable`: its locker, or what it concluded, cannot be read. `changed`: its chain is not the one of the last fleet seal.
 * `collected`: sealed, and not everything could be collected. `unlisted`: the file of the fleet names it no longer.
 */
export type TroubleCode =
  | 'configuration'
  | 'busy'
  | 'not-asked'
  | 'timeout'
  | 'memory'
  | 'ended'
  | 'refused'
  | 'unsealed'
  | 'unreadable'
  | 'changed'
  | 'collected'
  | 'unlisted';

export interface Trouble {
  readonly code: TroubleCode;
  /** One sentence or two, in our own words: nothing that a provider or a process said. */
  readonly message: string;
}

/** A seal of an organization's chain. */
export interface Head {
  readonly sequence: number;
  /** Null where the seal cannot be read; its hash tells it all the same. */
  readonly run: string | null;
  readonly sha256: string;
}

/** What an organization's night concluded. */
export interface NightCounts {
  readonly controls: {
    readonly pass: number;
    readonly fail: number;
    readonly unknown: number;
    readonly notJudged: number;
  };
  readonly datasets: { readonly whole: number; readonly all: number };
  /** Events of drift that are an objection. */
  readonly objections: number;
}

/** One organization in the list that a fleet's night seals. */
export interface OrganizationLine {
  readonly id: string;
  /** What its chain calls itself; null where it has none yet. */
  readonly organization: string | null;
  /** `former`: the file says that it was let go. `unlisted`: the file does not name it any more, and does not say why. */
  readonly standing: 'present' | 'former' | 'unlisted';
  readonly former: { readonly until: string; readonly reason: string } | null;
  /** Where its locker is, as a person would name it; null where that is not known. */
  readonly locker: string | null;
  /** `none`: its chain holds no seal of this run. */
  readonly outcome: RunStatus | 'none';
  /** The newest seal of its chain; what the fleet last knew of it where that is not there or cannot be read. */
  readonly head: Head | null;
  /** Null where the chain holds no seal of this run. */
  readonly night: NightCounts | null;
  /** Null where nothing is in the way of a whole night. */
  readonly problem: Trouble | null;
}

/** What a fleet's night came to: `fleet.json` of its run, which its seal is over. */
export interface FleetNight {
  readonly schema: 'exhibit/fleet-night/v1';
  readonly run: string;
  readonly fleet: string;
  readonly timezone: string;
  /** `complete`: every present organization has a complete night. `failed`: none was sealed. */
  readonly status: RunStatus;
  /** The fleet's run before this one; null at the first. */
  readonly previous: string | null;
  readonly configuration: { readonly sha256: string };
  /** By id. */
  readonly organizations: readonly OrganizationLine[];
}

/** The name of the list in a run's folder of the fleet's locker. */
export const listName = 'fleet.json';

/** An organization that is not named any more and not let go keeps a night from being complete. */
export function fleetStatus(lines: readonly OrganizationLine[]): RunStatus {
  const expected = lines.filter(({ standing }) => standing !== 'former');
  if (expected.length > 0 && expected.every(isWholeNight)) return 'complete';
  return expected.some(({ outcome }) => outcome !== 'none') ? 'partial' : 'failed';
}

/** A night that is whole, of an organization that is looked after, and whose conclusion is what was sealed. */
export function isWholeNight({ outcome, problem, standing }: OrganizationLine): boolean {
  return standing === 'present' && outcome === 'complete' && problem === null;
}

/** Whether somebody should look at this organization: what is not known to be right is not. */
export function isObjectionable({ standing, problem, outcome, night }: OrganizationLine): boolean {
  if (standing === 'former') return problem !== null;
  if (problem !== null || outcome !== 'complete' || night === null) return true;
  const { controls, objections } = night;
  return controls.fail > 0 || controls.unknown > 0 || objections > 0;
}
