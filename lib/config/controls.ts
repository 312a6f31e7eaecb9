import { daysBetween, mostDays } from '../judging/local-date.ts';
import type { ControlChoice } from './configuration.ts';
import { check } from './issues.ts';
import type { Path } from './source-range.ts';
import { suggest } from './suggestions.ts';
import { type Draft, listOf, recordOf, textOf } from './unchecked-configuration.ts';

/** Checks what the configuration says of controls. Returns every known control's choice. */
export function checkControls(draft: Draft): Map<string, ControlChoice> {
  const entries = recordOf(draft.root.controls);
  for (const id of Object.keys(entries)) checkId(draft, id, ['controls', id], 'key');
  for (const [index, waiver] of listOf(draft.root.waivers).entries()) {
    checkId(draft, textOf(recordOf(waiver).control), ['waivers', index, 'control'], 'value');
    checkLength(draft, recordOf(waiver), ['waivers', index, 'expires'], 'a waiver counts');
  }
  const choices = new Map<string, ControlChoice>();
  for (const control of draft.known.controls) {
    const given = Object.hasOwn(entries, control.id) ? entries[control.id] : {};
    const choice = choose(draft, control, given, ['controls', control.id]);
    if (choice !== undefined) choices.set(control.id, choice);
  }
  return choices;
}

/** Where the approval is dated, how long an exception counts can be told from the file alone. */
export function checkLength(
  { report }: Pick<Draft, 'report'>,
  { approvedOn, expires }: Readonly<Record<string, unknown>>,
  path: Path,
  what: string,
): void {
  const [from, to] = [textOf(approvedOn), textOf(expires)].map((day) => (day && isDay(day) ? day : null));
  if (!from || !to) return;
  const days = daysBetween(from, to);
  if (days < 0) report.add('invalid-date', path, 'is before approvedOn — one of the two is wrong');
  if (days > mostDays)
    report.add(
      'invalid-date',
      path,
      `is ${days} days after approvedOn — ${what} for ${mostDays} days at most`,
    );
}

function isDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
}

function checkId(draft: Draft, id: string | undefined, path: Path, part: 'key' | 'value'): void {
  const ids = draft.known.controls.map((control) => control.id);
  if (id !== undefined && !ids.includes(id))
    draft.report.add('unknown-control', path, `there is no such control — ${suggest(id, ids)}`, part);
}

function choose(
  { report }: Draft,
  control: Draft['known']['controls'][number],
  given: unknown,
  path: Path,
): ControlChoice | undefined {
  if (isSwitch(given)) {
    report.add('off-without-reason', path, reasonWanted);
    return undefined;
  }
  const entry = recordOf(given);
  if (!Object.hasOwn(entry, 'off')) {
    const parameters = check(report, control.parameters(), given, path, ['off']);
    return parameters === undefined ? undefined : { parameters };
  }
  for (const key of Object.keys(entry).filter((other) => other !== 'off'))
    report.add('unknown-key', [...path, key], 'means nothing for a control that is off — remove it', 'key');
  const reason = textOf(entry.off);
  if (reason === undefined) report.add('off-without-reason', [...path, 'off'], reasonWanted);
  return reason === undefined ? undefined : { off: reason };
}

const reasonWanted = 'does not say why the control is off — write { off: "the reason" }';

/** What people write who want a control off (or on) and have not heard that a reason is asked for. */
function isSwitch(given: unknown): boolean {
  return (
    typeof given === 'boolean' || (typeof given === 'string' && /^(on|off|yes|no|disabled?)$/i.test(given))
  );
}
