import type { Alert, AlertItem, AlertSection, AlertSubject, SectionKind, Urgency } from '../alerts/alert.ts';
import { dayOf, item, nameOf } from '../alerts/item-text.ts';
import { stableId } from '../alerts/stable-id.ts';
import { clip } from '../text/clip.ts';
import { inert } from '../text/inert.ts';
import { plural } from '../text/plural.ts';
import { type FleetNight, isWholeNight, type OrganizationLine } from './night/night.ts';

/** So many organizations of a section are named; the rest are counted. */
const organizationsShown = 40;

export interface DigestInput {
  readonly night: FleetNight;
  /** Each organization's own message about its night, by id; none where there is nothing to say. */
  readonly alerts: ReadonlyMap<string, Alert>;
  /** Ids of those whose message could not be made: whether there is something to say is not known. */
  readonly unmade: ReadonlySet<string>;
  /** Of the fleet. */
  readonly seal: Alert['head'];
  /** Where the fleet's locker is. */
  readonly locker: string;
}

/**
 * One message about the night of a fleet, organization by organization, beside each one's own. Null where there is nothing to
 * say. Pure: made again, it says the same.
 */
export function makeDigest({ night, alerts, unmade, seal, locker }: DigestInput): Alert | null {
  const { organizations, fleet, run, timezone, previous } = night;
  const of = (wanted: Urgency) =>
    organizations.filter(({ id, outcome }) => outcome !== 'none' && alerts.get(id)?.urgency === wanted);
  const unlisted = organizations.filter(({ standing }) => standing === 'unlisted');
  const without = organizations.filter((line) => line.standing !== 'unlisted' && hasTrouble(line));
  const silent = organizations.filter((line) => unmade.has(line.id) && !hasTrouble(line));
  const items = (lines: readonly OrganizationLine[]) => lines.map((line) => itemOf(line, alerts));
  const sections = [
    sectionOf('silent', 'In fleet.yaml no longer', unlisted.map(troubleItem)),
    sectionOf('lost', 'No complete night', without.map(troubleItem)),
    sectionOf('lost', 'The message of its night cannot be read', silent.map(silentItem)),
    sectionOf('failing', 'Something to do', items(of('act'))),
    sectionOf('still', 'Still open', items(of('remind'))),
    sectionOf('recovered', 'Good to know', items(of('know'))),
  ].flat();
  if (sections.length === 0 && previous !== null) return null;
  return {
    id: stableId(run, 'digest', fleet),
    run,
    organization: nameOf(fleet),
    day: dayOf(run, { timezone }),
    first: previous === null,
    urgency: urgencyOf(sections),
    headline: headlineOf(organizations, unlisted.length + without.length + silent.length, of('act').length),
    notes: [],
    sections,
    head: seal,
    locker: clip(inert(locker), 500),
    rest: 'exhibit fleet status',
  };
}

/** A former one may have no night, and one that was not asked was meant not to be. */
function hasTrouble({ problem }: OrganizationLine): boolean {
  return problem !== null && problem.code !== 'not-asked';
}

function headlineOf(organizations: readonly OrganizationLine[], troubled: number, acting: number): string {
  const present = organizations.filter(({ standing }) => standing === 'present');
  const whole = present.filter(isWholeNight).length;
  const parts = [
    `${whole} of ${plural(present.length, 'night')} complete`,
    ...(troubled > 0 ? [`${troubled} not as ${troubled === 1 ? 'it' : 'they'} should be`] : []),
    ...(acting > 0 ? [`${acting} with something to do`] : []),
  ];
  return parts.join(', ');
}

function troubleItem({ id, organization, problem, head }: OrganizationLine): AlertItem {
  const last = head?.run ? ` Its newest seal is of ${head.run}.` : ' It has no seal.';
  return item({ name: id, title: organization, what: `${problem?.message ?? ''}${last}` });
}

function silentItem({ id, organization }: OrganizationLine): AlertItem {
  const what =
    'Its night is sealed, and its message could not be made: `exhibit status` with its file shows its status.';
  return item({ name: id, title: organization, what });
}

/** What an organization's own message says, shortened to its items' names. */
function itemOf({ id, organization }: OrganizationLine, alerts: ReadonlyMap<string, Alert>): AlertItem {
  const alert = alerts.get(id);
  const subjects = (alert?.sections ?? []).flatMap(({ items }) =>
    items.map(({ name, what }): AlertSubject => ({ name, words: what, standing: null })),
  );
  const left = (alert?.sections ?? []).reduce((sum, { more }) => sum + more, 0);
  const total = subjects.length + left;
  return item({ name: id, title: organization, what: alert?.headline ?? '', subjects, total });
}

function sectionOf(kind: SectionKind, title: string, items: readonly AlertItem[]): AlertSection[] {
  if (items.length === 0) return [];
  const more = Math.max(0, items.length - organizationsShown);
  return [{ kind, title, items: items.slice(0, organizationsShown), more }];
}

function urgencyOf(sections: readonly AlertSection[]): Urgency {
  const kinds = sections.map(({ kind }) => kind);
  if (kinds.some((kind) => kind === 'silent' || kind === 'lost' || kind === 'failing')) return 'act';
  return kinds.includes('still') ? 'remind' : 'know';
}
