import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withCause } from '../../drift/cause.ts';
import type { Cause, DriftEvent } from '../../drift/event.ts';
import { otherwiseAsked } from '../../drift/standard/otherwise-asked.ts';
import { isChanged, type StandardChange } from '../../drift/standard/standard.ts';
import { notJudgedDrift } from '../../drift/subjects.ts';
import { choiceIn } from '../../judging/standard.ts';
import { type Judgeable, type JudgedAll, judgeAll } from './judge-all.ts';

/**
 * What changed of each control, with what made the change: where the standard changed, tonight's evidence is judged by
 * last night's standard as well.
 */
export function controlDrift(
  judgeable: Judgeable,
  all: JudgedAll,
  change: StandardChange | null,
): DriftEvent[] {
  const { previous, run } = judgeable;
  const asked = change && otherwiseAsked(change);
  const old = change && isChanged(change) ? judgeByOld(judgeable, change) : null;
  const judged = all.judged.flatMap(({ drift, result: { id, needs } }) => {
    if (!old || !change?.before) return withCause(run, { events: drift, byOldStandard: drift });
    const was = choiceIn(change.before, id);
    const same = was === undefined || was.version === choiceIn(change.after, id)?.version;
    const reads = [...needs, ...(previous?.control(id)?.needs ?? [])].flatMap(
      ({ connection }) => connection ?? [],
    );
    return withCause(run, {
      events: drift,
      byOldStandard: same ? (old.get(id) ?? []) : null,
      askedOtherwise: (event) => asked?.(event, reads) ?? null,
    });
  });
  return [...judged, ...silenced(judgeable, all, old ? 'standard' : 'evidence')];
}

/** The changes there would be tonight by last night's standard, by control. */
function judgeByOld(
  judgeable: Judgeable,
  { before }: StandardChange,
): ReadonlyMap<string, readonly DriftEvent[]> {
  if (!before) return new Map();
  const scratch = join(judgeable.scratch, 'by-the-standard-before');
  mkdirSync(scratch, { recursive: true });
  try {
    const { judged } = judgeAll({ ...judgeable, standard: before, scratch });
    return new Map(judged.map(({ drift, result }) => [result.id, drift]));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Controls that were judged the last time and are not now. */
function silenced(
  { previous, run }: Judgeable,
  { judged, notJudged }: JudgedAll,
  cause: Cause,
): DriftEvent[] {
  const now = new Set(judged.map(({ result }) => result.id));
  const gone = previous?.document.controls.filter(({ id }) => !now.has(id)) ?? [];
  return gone.map(({ id, verdict }) => {
    const reason = notJudged.find((one) => one.id === id)?.reason;
    const unknown = 'Neither this version of Exhibit nor the configuration knows it.';
    return notJudgedDrift(run, id, verdict, reason ?? unknown, cause);
  });
}
