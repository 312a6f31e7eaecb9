import { type Case, type CaseId, cases } from './cases.ts';
import {
  type Declaration,
  type Ending,
  isReason,
  type Outcome,
  type Question,
  type Reason,
  type Rule,
} from './declaration.ts';
import type { NightOptions, Stage } from './stage.ts';

/** One line of the table: a question, what is wrong with its answer, and what must come of it. */
export interface Row extends NightOptions {
  readonly question: string;
  readonly id: CaseId;
  spoil(stage: Stage, elsewhere: string): void;
  /** Where alone the connection may be asked. */
  origin(stage: Stage): string;
  /** By `connection/dataset`, of those that the question feeds. */
  readonly ends: Readonly<Record<string, Ending>>;
  /** The least number of records that must be there. */
  readonly kept: Readonly<Record<string, number>>;
  readonly bars: readonly string[];
  /** Whether records may have another key than on the clean night. */
  readonly renamed: boolean;
  /** `connection/dataset` of those that hang on the answer. */
  readonly feeds: ReadonlySet<string>;
  /** Datasets whose records may differ from the clean night's although they are whole. */
  readonly thins: ReadonlySet<string>;
  readonly says?: RegExp;
  /** Whether there is one wait, as long as the provider asked for. */
  readonly waits: boolean;
}

const all = Object.entries(cases) as readonly [CaseId, Case][];

/** Every case that makes sense for every question. */
export function rowsOf(declaration: Declaration): readonly Row[] {
  return Object.entries(declaration.questions).flatMap(([name, question]) =>
    all.flatMap(([id, one]) => {
      const outcome = outcomeOf(question, id, one);
      return isReason(outcome) ? [] : [rowOf(declaration, [name, question], [id, one], outcome)];
    }),
  );
}

/** Why the others make none. */
export function skipped({ apart = {}, questions, unanswered = {} }: Declaration): readonly Reason[] {
  const cases = Object.values(questions).flatMap((question) =>
    all.map(([id, one]) => outcomeOf(question, id, one)).filter(isReason),
  );
  return [...cases, ...Object.values(apart), ...Object.values(unanswered)];
}

function outcomeOf(question: Question, id: CaseId, one: Case): Outcome | Reason {
  return question.instead?.[id] ?? reasonAgainst(question, one) ?? usual(question, id, one);
}

function reasonAgainst({ field, next, nobody, pages }: Question, { needs }: Case): Reason | null {
  const needed = { field, list: nobody, next, pages };
  const given = needs && needed[needs];
  return isReason(given) ? given : null;
}

function usual(question: Question, id: CaseId, { code, on }: Case): Outcome {
  if (code === 'declared') return declared(question, id);
  if (code === null) return { ends: 'complete' };
  if (code === 'any') return { ends: 'any' };
  if (on === 'every') return { ends: `partial ${code}` };
  const before = on === 'last' && typeof question.pages === 'number';
  return { ends: `${before ? 'partial' : 'failed'} ${code}` };
}

function declared({ field, next, nobody }: Question, id: CaseId): Outcome {
  if (id === 'a list with nobody on it') return nobody as Outcome;
  if (id === 'a next link to another host')
    return { ends: next === 'address' ? 'partial malformed' : 'partial rejected' };
  if ('because' in field) throw new Error(`${id} needs a field.`);
  return id === 'a missing field' ? field.missing : field.null;
}

function rowOf(
  { connection, hurried }: Declaration,
  [name, question]: readonly [string, Question],
  [id, one]: readonly [CaseId, Case],
  { ends, bars = [], renamed, says = one.says }: Outcome,
): Row {
  const each =
    typeof ends === 'string'
      ? question.feeds.map((dataset) => [dataset, ends] as const)
      : Object.entries(ends);
  const named = each.map(([dataset, end]) => [`${connection}/${dataset}`, end] as const);
  const isSpoilt = each.some(([, end]) => end !== 'complete' && end !== 'any');
  const bearing = Object.entries(isSpoilt ? (question.bearing ?? {}) : {}).map(
    ([dataset, end]) => [`${connection}/${dataset}`, end] as const,
  );
  const first = typeof question.pages === 'number' ? question.pages : 0;
  const feeds = new Set(question.feeds.map((dataset) => `${connection}/${dataset}`));
  const kept =
    one.on === 'last' ? named.filter(([name, end]) => feeds.has(name) && end.startsWith('partial')) : [];
  return {
    question: name,
    id,
    ends: Object.fromEntries([...named, ...bearing]),
    kept: Object.fromEntries(kept.map(([dataset]) => [dataset, Math.max(1, first)])),
    bars,
    renamed: renamed === true,
    feeds,
    thins: new Set(one.code === null ? [] : [...named, ...bearing].map(([dataset]) => dataset)),
    ...(one.patience === undefined ? {} : { patience: one.patience }),
    ...(says ? { says } : {}),
    waits: id === '429 with a Retry-After within patience',
    hurried,
    origin: ({ standIns }) => standIns[connection]?.url ?? '',
    spoil: (stage, elsewhere) => {
      if (one.does)
        question.spoil(stage, ruleOf(one.does({ elsewhere, field: fieldOf(question) }), one, question));
    },
  };
}

function ruleOf(deed: ReturnType<NonNullable<Case['does']>>, { on, times }: Case, { pages }: Question): Rule {
  const onPage = typeof pages !== 'number' || on === 'every' ? {} : { onPage: on === 'first' ? 1 : 2 };
  return { ...deed, ...onPage, ...(times === undefined ? {} : { times }) };
}

function fieldOf({ field }: Question): string {
  return 'name' in field ? field.name : '';
}
