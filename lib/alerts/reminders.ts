import { type End, endsOf, endText } from '../judging/expirations.ts';
import { daysBetween } from '../judging/local-date.ts';
import type { AlertItem } from './alert.ts';
import { openItem } from './control-items.ts';
import { dayOf, item } from './item-text.ts';
import type { AlertControl, AlertNight } from './night.ts';

/** Drift says once that something ends within fourteen days; these are the days before the end on which it is said again. */
const lastWarnings = [7, 1];

/**
 * Controls that stay open and whose turn it is: every so many days since they began. Worked out from dates alone, and
 * from the night before, so that a night that was missed does not swallow a reminder.
 */
export function dueControls(night: AlertNight, mentioned: ReadonlySet<string>): AlertControl[] {
  const { controls, remindEveryDays, since } = night;
  if (remindEveryDays === 0 || since === null) return [];
  return controls.filter(({ id, verdict, since: began }) => {
    if (verdict === 'pass' || mentioned.has(id)) return false;
    const start = dayOf(began, night);
    const rounds = (moment: string) => Math.floor(daysBetween(start, dayOf(moment, night)) / remindEveryDays);
    return rounds(night.run) > Math.max(0, rounds(since));
  });
}

export function stillItems(due: readonly AlertControl[], night: AlertNight): AlertItem[] {
  return due.map((control) => openItem(control, night));
}

/** Waivers and words that end soon, or that ended: as drift says it, and again shortly before the end. */
export function endItems(night: AlertNight, which: 'ending' | 'ended'): AlertItem[] {
  const ends = endsOf(night.waivers, night.attestations, night.credentials);
  const said = night.events.filter(
    ({ type }) =>
      type === `waiver.${which}` || type === `attestation.${which}` || type === `credential.${which}`,
  );
  const first = ends.filter((end) =>
    said.some(
      ({ type, control, subject }) =>
        type.startsWith(end.of) && control === end.control && subject === end.subject,
    ),
  );
  const again = which === 'ending' ? ends.filter((end) => !first.includes(end) && isDue(end, night)) : [];
  return [
    ...[...first, ...again]
      .toSorted((a, b) => (a.expires < b.expires ? -1 : 1))
      .map((end) => endItem(end, night)),
    ...(which === 'ending' ? baselineItems(night) : []),
  ];
}

function isDue({ expires }: End, night: AlertNight): boolean {
  if (night.since === null) return false;
  const left = daysBetween(dayOf(night.run, night), expires);
  const leftThen = daysBetween(dayOf(night.since, night), expires);
  return left >= 0 && lastWarnings.some((days) => left <= days && leftThen > days);
}

/** Said once, a week before. */
function baselineItems({ events }: AlertNight): AlertItem[] {
  return events
    .filter(({ type }) => type === 'baseline.ending')
    .map(({ message, subject }) =>
      item({
        name: subject ?? '',
        what: message,
        fix: 'Export the vaults again, as its README says, and put the file where the configuration looks for it.',
      }),
    );
}

const fixes: Record<End['of'], (control: string) => string> = {
  waiver: () => 'Fix what it excuses, or have it approved again with a new end in the configuration.',
  attestation: (control) => `Look again, and record what you saw: exhibit attest ${control}`,
  credential: () =>
    'Make a new one at the provider, put it where the configuration looks for it, and run exhibit doctor.',
};

function endItem(end: End, night: AlertNight): AlertItem {
  const { of, control, subject, text } = end;
  return item({
    name: [control, subject].filter((part) => part !== null).join(': '),
    what: `${endText(end, dayOf(night.run, night))} ${text}.`,
    fix: fixes[of](control ?? ''),
  });
}
