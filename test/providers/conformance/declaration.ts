import type { Services } from '../../../demo/services.ts';
import type { Deed, Misbehaviour } from '../../../demo/stand-ins/serve/misbehaviour.ts';
import type { StandIn } from '../../../demo/stand-ins/serve/stand-in.ts';
import type { ProblemCode } from '../../../lib/evidence/problem.ts';
import type { AnyProvider } from '../../../lib/providers/provider.ts';
import type { CaseId } from './cases.ts';
import type { Spoilable } from './scene.ts';

/** How a dataset's document ends: its completeness, and its problem's code. */
export type Ending = 'any' | 'complete' | 'empty' | `${'failed' | 'partial'} ${ProblemCode}`;

/** Why something makes no sense here, for people. */
export interface Reason {
  readonly because: string;
}

/** What a case comes to. */
export interface Outcome {
  /** Of every dataset that the question feeds, or of each. */
  readonly ends: Ending | Readonly<Record<string, Ending>>;
  /** Controls that must not pass, besides those that need a dataset which is not whole. */
  readonly bars?: readonly string[];
  /** What the problem's message must say, where it is not what the case says. */
  readonly says?: RegExp;
  /** The field that records are told apart by is one of those that did not come. */
  readonly renamed?: true;
}

/** One request that a night makes of a provider, or one page after another of a list. */
export interface Question {
  /** The datasets that hang on the answer. */
  readonly feeds: readonly [string, ...string[]];
  /** Others of the connection that are worked out with it: what they end as where it is incomplete. */
  readonly bearing?: Readonly<Record<string, Ending>>;
  /** Has it answered so from now on. */
  readonly spoil: (company: Spoilable, rule: Rule) => void;
  /** Of a list that has two pages in the company: how many records there are on the first. */
  readonly pages: number | Reason;
  /** What it comes to when the list has nobody on it. */
  readonly nobody: Outcome | Reason;
  /** A field that a verdict rests on, or that tells records apart. */
  readonly field: { readonly name: string; readonly missing: Outcome; readonly null: Outcome } | Reason;
  /** How the answer names the next page. */
  readonly next: 'address' | 'token' | Reason;
  /** What cases come to that come to something else here, with the reason; or why they make no sense. */
  readonly instead?: Readonly<Partial<Record<CaseId, (Outcome & Reason) | Reason>>>;
}

/** A misdeed, and where in the question's answers. */
export type Rule = Pick<Misbehaviour, 'onPage' | 'times'> & Deed;

/** What the table is told of one provider. */
export type Declaration = (InCompany | OnItsOwn) & Asked;

interface InCompany {
  /** Its connection in the made-up company. */
  readonly connection: keyof Services;
  readonly alone?: undefined;
}

interface OnItsOwn {
  /** The provider's id. */
  readonly connection: string;
  readonly alone: Alone;
}

/** A small company of the provider's own, in which all is well and each list has two pages. */
export interface Alone {
  /** The provider's own keys of the connection. */
  readonly keys: Readonly<Record<string, unknown>>;
  /** Everything by which its people are known there. */
  readonly people: readonly string[];
  /** What is asked, and what it takes for a credential. `now` is its clock. */
  start(now: () => Date): Promise<{ readonly standIn: StandIn; readonly credential: string }>;
}

interface Asked {
  /** Everything that a night asks, by what it is in words. */
  readonly questions: Readonly<Record<string, Question>>;
  /** Datasets that other settings ask for than those of the table's connection, and where they are tried instead. */
  readonly apart?: Readonly<Record<string, Reason>>;
  /** Controls that one night on which all is well cannot answer, so that they are unknown, and why. */
  readonly unanswered?: Readonly<Record<string, Reason>>;
  /** The same collector with shorter waits, where its own would take minutes. */
  readonly hurried?: AnyProvider;
}

/** Sets rules on what a stand-in calls `at`. */
export function answered(connection: string, at: Pick<Misbehaviour, 'path' | 'query'>): Question['spoil'] {
  return ({ standIns }, rule) => standIns[connection]?.misbehave({ ...at, ...rule });
}

export function isReason(value: unknown): value is Reason {
  return typeof value === 'object' && value !== null && 'because' in value && !('ends' in value);
}

/** Of an answer that is not a list. */
export const noList = (what: string) => {
  const because = `${what} is no list.`;
  return { pages: { because }, nobody: { because }, next: { because } } as const;
};
