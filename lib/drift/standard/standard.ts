import { canonicalText } from '../../evidence/canonical.ts';
import { withinExpiry } from '../../judging/local-date.ts';
import type { Standard } from '../../judging/standard.ts';
import { type DriftEvent, driftEvent } from '../event.ts';
import { differences, type Leaf, pointer } from './leaves.ts';
import { naturalKey } from './natural-keys.ts';
import { sentenceOf } from './wording.ts';

/** A run's standard beside that of the run before. */
export interface StandardChange {
  /** Null where the run before kept none. */
  readonly before: Standard | null;
  readonly after: Standard;
  /** The moment of this run, by which what ended is told apart from what was taken away. */
  readonly now: Date;
}

/** Each thing that changed of what is judged by, one event each. What ends by time is told as such, and not here. */
export function standardDrift(run: string, change: StandardChange): DriftEvent[] {
  if (change.before === null) return [firstStandard(run)];
  return changesOf(change).map((leaf) =>
    driftEvent(run, {
      type: 'standard.changed',
      control: controlOf(leaf),
      subject: null,
      path: pointer(leaf.path),
      before: textOf(leaf.before),
      after: textOf(leaf.after),
      message: sentenceOf(leaf),
    }),
  );
}

/** Whether anything changed by which a verdict could be another one. */
export function isChanged(change: StandardChange): boolean {
  return change.before !== null && changesOf(change).length > 0;
}

function changesOf({ after, before, now }: StandardChange): Leaf[] {
  const { timezone } = after;
  const all = differences(before && withRegister(before), withRegister(after), naturalKey);
  const renewed = new Set(
    all.filter((leaf) => leaf.names[0] === 'attestations' && leaf.after !== undefined).map(controlOf),
  );
  const turned = new Set(all.filter(({ names }) => names[2] === 'off').map(controlOf));
  const own = new Set([...after.ownControls, ...(before?.ownControls ?? [])].map(({ id }) => id));
  return all.filter((leaf) => {
    const [list, id = '', field] = leaf.names;
    // The company's own controls are told as it wrote them; of one that is turned off or on, its parameters are no news.
    if (list === 'controls' && field !== 'off' && (own.has(id) || turned.has(id))) return false;
    const isGone = leaf.after === undefined && leaf.names.length === 2;
    const { expires } = (leaf.before ?? {}) as { readonly expires?: string };
    // What has ended is told as that, whether or not it was cleared away.
    if (isGone && expires !== undefined && !withinExpiry(expires, now, timezone)) return false;
    return !(isGone && leaf.names[0] === 'attestations' && renewed.has(controlOf(leaf)));
  });
}

/**
 * A standard of before there was a register had none, which is no change. Nor is another configuration one: what of it is judged by
 * stands beside it.
 */
function withRegister({ configuration: _, ...standard }: Standard): Standard {
  return { services: [], ...standard };
}

function firstStandard(run: string): DriftEvent {
  const message =
    'From this night on, each run keeps its standard (standard.json). Earlier changes are not known.';
  const about = { control: null, subject: null, path: '', before: null, after: 'standard.json' };
  return driftEvent(run, { type: 'standard.changed', ...about, message });
}

function controlOf({ after, before, names }: Leaf): string | null {
  const [list, name = ''] = names;
  if (list === 'controls' || list === 'ownControls') return name;
  if (list === 'waivers' || list === 'attestations') {
    const element = (after ?? before) as { readonly control?: unknown } | null;
    return typeof element?.control === 'string' ? element.control : (name.split(' ')[0] ?? null);
  }
  return null;
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : canonicalText(value);
}
