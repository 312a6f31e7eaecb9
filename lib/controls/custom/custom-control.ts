import * as z from 'zod/mini';
import { canonicalText } from '../../evidence/canonical.ts';
import type { AnyDataset } from '../../evidence/dataset.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import { type Assessment, type Control, defineControl, type Mappings } from '../../judging/control.ts';
import { type Judgement, whoOf } from '../../judging/judgement.ts';
import { compile, type Evaluated, type Expression } from './expression.ts';
import { ownMetadata } from './metadata.ts';
import { seenAsText } from './seen-fields-text.ts';

/** A control that a company wrote itself, as its configuration gives it. */
export interface CustomEntry {
  readonly id: string;
  readonly title: string;
  readonly meaning: string | null;
  readonly fix: string | null;
  readonly mappings: Mappings;
  /** Which records it speaks of; null for all. */
  readonly for: string | null;
  readonly must: string;
  /** What a record is called; null for the dataset's own key. */
  readonly subject: string | null;
}

/** The one dataset of one connection that it reads. */
export interface CustomSource {
  readonly connection: string;
  readonly dataset: AnyDataset;
}

/** Stored with every result, so that a changed expression shows. */
export interface CustomParameters extends Pick<CustomEntry, 'for' | 'must' | 'subject'> {
  /** `connection/dataset` */
  readonly dataset: string;
  /** SHA-256 over the other three and the dataset, as canonical JSON. */
  readonly sha256: string;
}

/** Throws for an expression that `expressionFaults` has something to say of. */
export function customControl(entry: CustomEntry, source: CustomSource): Control {
  const { mappings } = entry;
  const { connection, dataset } = source;
  const parameters = parametersOf(entry, source);
  const assess = assessor(entry, source);
  return defineControl<CustomParameters>({
    ...ownMetadata(entry),
    version: 1,
    mappings,
    needs: [{ dataset, connection }],
    own: { ...entry, provider: dataset.provider, connection, dataset: dataset.name },
    parameters: () =>
      z.pipe(
        z.strictObject({}),
        z.transform(() => parameters),
      ),
    *evaluate(input) {
      for (const view of input.views(dataset))
        for (const batch of view.batches()) yield batch.flatMap((record) => assess(record, input.now) ?? []);
    },
  });
}

function parametersOf(entry: CustomEntry, { connection, dataset }: CustomSource): CustomParameters {
  const { for: which, must, subject } = entry;
  const said = { dataset: `${connection}/${dataset.name}`, for: which, must, subject };
  return { ...said, sha256: sha256Of(canonicalText(said)) };
}

/** Judges one record; null for one that the control does not speak of. */
function assessor(entry: CustomEntry, source: CustomSource) {
  const which = entry.for === null ? null : compile('for', entry.for);
  const must = compile('must', entry.must);
  const naming = entry.subject === null ? null : compile('subject', entry.subject);
  return (record: never, now: Date): Assessment | null => {
    const judgement = judge(which, must, record, now);
    if (judgement === null) return null;
    const { connection, dataset } = source;
    const known = dataset.key(record);
    const who = (subject: string) => whoOf(connection, dataset.id?.(record) ?? known, subject);
    const name = naming?.(record, now);
    if (name === undefined) return { ...who(known), ...judgement };
    return 'value' in name
      ? { ...who(subjectOf(String(name.value))), ...judgement }
      : { ...who(known), ...doubted(judgement, name.unknown) };
  };
}

function judge(which: Expression | null, must: Expression, record: object, now: Date): Judgement | null {
  const applies = which?.(record, now);
  if (applies && 'unknown' in applies)
    return {
      verdict: 'unknown',
      reason: `It is not known whether the control applies to it. ${applies.unknown}`,
    };
  return applies?.value === false ? null : verdictOf(must(record, now));
}

function verdictOf(evaluated: Evaluated): Judgement {
  if ('unknown' in evaluated) return { verdict: 'unknown', reason: evaluated.unknown };
  if (evaluated.value === true) return { verdict: 'pass', reason: '' };
  return { verdict: 'fail', reason: `\`must\` does not hold: ${seenAsText(evaluated.seen)}.` };
}

/** Somebody who fails does so under whatever name; nobody passes whom the evidence cannot name. */
function doubted(judgement: Judgement, why: string): Judgement {
  return judgement.verdict === 'pass' ? { verdict: 'unknown', reason: why } : judgement;
}

/** Addresses are compared without regard to case. */
function subjectOf(name: string): string {
  return name.includes('@') ? name.toLowerCase() : name;
}
