import { isWhole } from '../evidence/document.ts';
import { clip } from '../text/clip.ts';
import { inert } from '../text/inert.ts';
import { plural } from '../text/plural.ts';
import type { Alert, AlertItem, AlertSection, SectionKind, Urgency } from './alert.ts';
import { sectionKinds } from './alert.ts';
import { changeItems, silentItems, standardItems } from './change-items.ts';
import { collections } from './collection-items.ts';
import { type ControlChange, changedItem, controlChanges, openItem } from './control-items.ts';
import { headline } from './headline.ts';
import { dayOf, nameOf } from './item-text.ts';
import { lateItems } from './late-items.ts';
import type { AlertNight } from './night.ts';
import { dueControls, endItems, stillItems } from './reminders.ts';
import { stableId } from './stable-id.ts';

/** So many items of a section are shown; the rest are counted. */
const itemsShown = 10;

/** Groups of recovered controls larger than this are told in one item. */
const recoveredApart = 3;

const urgencies: Record<SectionKind, Urgency> = {
  standard: 'act',
  failing: 'act',
  lost: 'act',
  late: 'act',
  unknown: 'act',
  silent: 'act',
  ended: 'act',
  changed: 'act',
  still: 'remind',
  ending: 'remind',
  excused: 'know',
  redefined: 'know',
  recovered: 'know',
};

/**
 * The message about a night, or null when there is nothing to say. Pure: what is said follows from the night and from
 * nothing else, so that making it again makes the same.
 */
export function makeAlert(night: AlertNight): Alert | null {
  const items = itemsOf(night);
  const sections = sectionKinds.flatMap((kind) => sectionOf(kind, items[kind], night));
  const notes = notesOf(night);
  const silence = sections.length === 0 && night.covered.length === 0 && night.since !== null;
  if (silence) return null;
  return {
    id: stableId(night.run, 'alert', night.organization),
    run: night.run,
    organization: nameOf(night.organization),
    day: dayOf(night.run, night),
    first: night.since === null,
    urgency: urgencyOf(sections),
    headline: headline(items, night.status === 'failed'),
    notes,
    sections,
    head: night.seal,
    locker: clip(inert(night.locker), 500),
  };
}

function itemsOf(night: AlertNight): Record<SectionKind, readonly AlertItem[]> {
  const changes = controlChanges(night);
  const { lost, recovered, mentioned } = collections(night, changes);
  // A first message tells where everything stands, and that says what changed on the way there.
  const own = night.since === null ? [] : changes.filter(({ control }) => !mentioned.has(control.id));
  const of = (kind: ControlChange['kind']) =>
    own
      .filter((change) => change.kind === kind)
      .toSorted(worst)
      .map((change) => changedItem(change, night));
  const first = night.since === null ? night.controls.filter(({ id }) => !mentioned.has(id)) : [];
  const found = (verdict: 'fail' | 'unknown') =>
    first.filter((control) => control.verdict === verdict).map((control) => openItem(control, night));
  const due = dueControls(night, new Set(changes.map(({ control }) => control.id)));
  return {
    standard: standardItems(night),
    failing: [...of('failing'), ...found('fail')],
    lost,
    late: lateItems(night),
    unknown: [...of('unknown'), ...found('unknown')],
    silent: silentItems(night),
    ended: endItems(night, 'ended'),
    changed: changeItems(night),
    still: stillItems(due, night),
    ending: endItems(night, 'ending'),
    excused: of('excused'),
    redefined: of('redefined'),
    recovered: [...recovered, ...joined(of('recovered'))],
  };
}

/** Controls whose whole verdict changed come before those that only have more subjects; then those with most. */
function worst(a: ControlChange, b: ControlChange): number {
  if ((a.whole === null) !== (b.whole === null)) return a.whole === null ? 1 : -1;
  return b.subjects.length - a.subjects.length;
}

/** Many that hold again at once, as after an outage, are one piece of news. */
function joined(items: readonly AlertItem[]): readonly AlertItem[] {
  const plain = items.filter(({ fix }) => fix === null);
  if (plain.length <= recoveredApart) return items;
  const names = plain.map(({ name }) => name).join(', ');
  const one: AlertItem = {
    name: plural(plain.length, 'control'),
    title: null,
    what: clip(`${names}.`, 1_000),
    subjects: [],
    more: 0,
    fix: null,
    evidence: [],
  };
  return [...items.filter(({ fix }) => fix !== null), one];
}

const titles: Record<SectionKind, string> = {
  standard: 'The standard changed',
  failing: 'No longer passes',
  lost: 'Could not be collected',
  late: 'Ended late',
  unknown: 'No longer known',
  silent: 'No longer judged',
  ended: 'Ended',
  changed: 'Changed',
  still: 'Still open',
  ending: 'Ends soon',
  excused: 'Excused from now on',
  redefined: 'Passes by a changed standard',
  recovered: 'Passes again',
};

/** On the first night nothing was otherwise before. */
const firstTitles: Partial<Record<SectionKind, string>> = {
  failing: 'Fails',
  unknown: 'Unknown',
  silent: 'Not judged',
};

function sectionOf(kind: SectionKind, items: readonly AlertItem[], { since }: AlertNight): AlertSection[] {
  if (items.length === 0) return [];
  const title = (since === null ? firstTitles[kind] : undefined) ?? titles[kind];
  return [{ kind, title, items: items.slice(0, itemsShown), more: Math.max(0, items.length - itemsShown) }];
}

function urgencyOf(sections: readonly AlertSection[]): Urgency {
  const found = sections.map(({ kind }) => urgencies[kind]);
  return (['act', 'remind'] as const).find((urgency) => found.includes(urgency)) ?? 'know';
}

function notesOf(night: AlertNight): string[] {
  const days = (why: 'cut-off' | 'not-delivered') =>
    night.covered.filter((one) => one.why === why).map(({ run }) => dayOf(run, night));
  const [cutOff, notDelivered] = [days('cut-off'), days('not-delivered')];
  const broken = night.datasets
    .filter((one) => !isWhole(one))
    .map((one) => `${one.connection}/${one.dataset}`);
  return [
    night.since === null ? 'This is the first night: later ones are compared with it.' : '',
    night.status === 'partial' ? `The evidence is partial: ${few(broken)} not complete.` : '',
    cutOff.length > 0
      ? `Cut off earlier and sealed only now, with what had been collected: ${few(cutOff)}.`
      : '',
    notDelivered.length > 0 ? `Includes what was not delivered before, of ${few(notDelivered)}.` : '',
  ].filter((note) => note !== '');
}

function few(names: readonly string[]): string {
  const more = names.length - 5;
  return `${names.slice(0, 5).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
