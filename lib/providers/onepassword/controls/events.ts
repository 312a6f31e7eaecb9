import { eventsRetentionDays, type OnePasswordEvent } from '../../../evidence/datasets/onepassword.ts';
import { days } from '../../../evidence/day.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { DatasetView } from '../../../judging/control.ts';

/** The objects of audit events that say something of vaults, of who has them and of who is active. */
const telling: ReadonlySet<string | null> = new Set(['uva', 'gva', 'gm', 'vault', 'group', 'user']);

/** The other objects that 1Password documents (Events API 1.4.1), which say nothing of who has a vault. */
const besides: ReadonlySet<string | null> = new Set(
  (
    'account card cred device dlgdsess ec famchild file invite item itemhist items miguser mngdacc pm report sa satoken ' +
    'slackapp sso ssotkn sub template vaultkey'
  ).split(' '),
);

/** What may happen to a vault or a group and leaves those who have it as they are. Any other word may change them. */
const harmless: ReadonlyMap<string | null, ReadonlySet<string | null>> = new Map([
  ['vault', new Set(['create', 'update', 'export'])],
  ['group', new Set(['create', 'update'])],
  // Another role in a group is no other access.
  ['gm', new Set(['role'])],
]);

/** Audit events of as long as 1Password keeps them, and of any time since the snapshot, that may contradict a snapshot. */
export interface VaultEvents {
  readonly events: readonly OnePasswordEvent[];
  /** Why events are missing that may contradict it; null when all were seen, or none are configured. */
  readonly gap: string | null;
}

export const noEvents: VaultEvents = { events: [], gap: null };

/** Reads this run's events and those of earlier ones; `since` (RFC 3339) is when the snapshot was made. */
export function readVaultEvents(
  view: DatasetView<OnePasswordEvent>,
  now: Date,
  since: string | null,
): VaultEvents {
  const start = new Date(
    Math.min(now.getTime() - days(eventsRetentionDays), timeOf(since) ?? Number.POSITIVE_INFINITY),
  );
  const events: OnePasswordEvent[] = [];
  for (const source of [view.earlier(start.toISOString()), view.records()])
    for (const event of source)
      if (event.feed === 'audit' && !besides.has(event.objectType)) events.push(event);
  const { problem } = view.document;
  const isSeen = isWhole(view.document) || problem?.code === 'not-configured';
  return { events, gap: isSeen ? null : (problem?.message ?? 'the list is incomplete.') };
}

function timeOf(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** Whether an event may have happened after a moment; one without a readable time may have. */
export function isAfter({ timestamp }: OnePasswordEvent, moment: string): boolean {
  const [time, start] = [timeOf(timestamp), timeOf(moment)];
  return time === null || start === null || time >= start;
}

/**
 * The last event after the snapshot that changed who has a vault: a grant, an update or a revocation of a person
 * (`uva`) or group (`gva`), somebody joining or leaving a group that has it (`gm`), or the end of either; what we have no
 * word for, of things done and of objects alike, may be any of these. Which of an event's two ids is the vault or group is not documented, so both are looked at.
 */
export function changeAfter(
  events: readonly OnePasswordEvent[],
  moment: string,
  vault: string,
  groups: ReadonlySet<string>,
): OnePasswordEvent | null {
  const found = events.findLast((event) => isAfter(event, moment) && touches(event, vault, groups));
  return found ?? null;
}

function touches(event: OnePasswordEvent, vault: string, groups: ReadonlySet<string>): boolean {
  const { action, auxId, objectId, objectType } = event;
  if (objectType === 'user' || harmless.get(objectType)?.has(action)) return false;
  const ids = [objectId, auxId].filter((id) => id !== null);
  const ofVault = ids.includes(vault);
  const ofGroup = ids.some((id) => groups.has(id));
  if (objectType === 'uva' || objectType === 'gva' || objectType === 'vault') return ofVault;
  return ofGroup || (ofVault && !telling.has(objectType));
}

/** When somebody's account was suspended or deleted after the snapshot; null when no event says so. */
export function endAfter(
  events: readonly OnePasswordEvent[],
  moment: string,
  id: string | null,
  address: string | null,
): string | null {
  const found = events.find(
    (event) =>
      event.objectType === 'user' &&
      (event.action === 'suspend' || event.action === 'delete') &&
      isAfter(event, moment) &&
      (isId(id, event) || isAddress(address, event)),
  );
  return found?.timestamp ?? null;
}

function isId(id: string | null, { auxId, objectId }: OnePasswordEvent): boolean {
  return id !== null && (objectId === id || auxId === id);
}

function isAddress(address: string | null, { auxEmail, targetEmail }: OnePasswordEvent): boolean {
  return address !== null && [auxEmail, targetEmail].some((email) => email?.toLowerCase() === address);
}

/**
 * Vaults that events name and the snapshot does not hold, with when they were last named: as a vault (`vault`), or as what a
 * person (`uva`) or a group (`gva`) was given or lost, whatever the action. A vault that was deleted is left out, and so is
 * one that only its maker was seen to give themselves: a private vault looks like that.
 */
export function hiddenVaults(
  events: readonly OnePasswordEvent[],
  vaults: ReadonlySet<string>,
  accessors: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const hidden = new Map<string, string>();
  const deleted = new Set<string>();
  for (const { action, actorId, auxId, objectId, objectType, timestamp } of events) {
    if (objectId === null || vaults.has(objectId)) continue;
    if (objectType === 'vault' && action === 'delete') deleted.add(objectId);
    else if (objectType === 'vault') hidden.set(objectId, timestamp);
    else if (
      (objectType === 'uva' || objectType === 'gva') &&
      isVault(objectId, auxId, vaults, accessors) &&
      !(objectType === 'uva' && auxId !== null && auxId === actorId)
    )
      hidden.set(objectId, timestamp);
  }
  for (const id of deleted) hidden.delete(id);
  return hidden;
}

/** Should the ids stand the other way about, the object is a person's or a group's and the other one a vault's. */
function isVault(
  objectId: string,
  auxId: string | null,
  vaults: ReadonlySet<string>,
  accessors: ReadonlySet<string>,
) {
  return !accessors.has(objectId) && !(auxId !== null && vaults.has(auxId));
}
