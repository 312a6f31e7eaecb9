import type { FleetNight, OrganizationLine } from './night/night.ts';

/** What changed in who is looked after. `joined`: new in the list. `former`, `unlisted`, `present`: its standing is this now. */
export interface FleetChange {
  readonly type: 'joined' | 'former' | 'unlisted' | 'present';
  readonly organization: string;
  readonly message: string;
}

/** What changed from one list of a fleet to the next; nothing is news on a first night. */
export function changesBetween(before: FleetNight | null, after: FleetNight): readonly FleetChange[] {
  if (before === null) return [];
  const earlier = new Map(before.organizations.map((line) => [line.id, line.standing]));
  return after.organizations.flatMap((line): FleetChange[] => {
    const was = earlier.get(line.id);
    if (was === line.standing) return [];
    const type = was === undefined && line.standing === 'present' ? 'joined' : line.standing;
    return [{ type, organization: line.id, message: textOf(type, line) }];
  });
}

function textOf(type: FleetChange['type'], { former, id }: OrganizationLine): string {
  switch (type) {
    case 'joined':
      return `${id} is in the fleet from now on.`;
    case 'former':
      return `${id} left the fleet on ${former?.until}: ${former?.reason}`;
    case 'unlisted':
      return `${id} is no longer named in fleet.yaml, and no reason is given.`;
    case 'present':
      return `${id} is in the fleet again.`;
  }
}
