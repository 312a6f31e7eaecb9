import * as z from 'zod/mini';
import type { ProblemCode } from '../../../evidence/problem.ts';
import type { HandedOver } from '../../raw-entries.ts';
import type { FileAnswer, Question } from '../../reader.ts';

/** One question and what came of it, as it is kept for evidence. */
export interface KeptAnswer {
  readonly name: string;
  /** RFC 3339. */
  readonly askedAt: string;
  /** The texts with their pieces as they came; null when there was no answer. */
  readonly answer: readonly (readonly string[])[] | null;
  /** Why the answer is empty or missing: `ENOTFOUND`, `ENODATA`, `ESERVFAIL`, …; null when there are texts. */
  readonly status: string | null;
}

/** A question on the texts at a name. */
export interface DnsQuestion extends Question {
  readonly name: string;
}

const answer = z.object({
  name: z.string(),
  askedAt: z.string(),
  answer: z.nullable(z.array(z.array(z.string()))),
  status: z.nullable(z.string()),
});

export function questionOn(name: string): DnsQuestion {
  return { method: 'FILE', url: `dns:${name}`, name };
}

export function readAnswer(text: string): KeptAnswer {
  return z.parse(answer, JSON.parse(text));
}

/** A domain's answers, which lie in one file, in the order in which they were asked for. */
export function answersIn({ body }: HandedOver): readonly FileAnswer[] {
  return z
    .parse(z.array(answer), JSON.parse(body.toString()))
    .map((one) => ({ url: questionOn(one.name).url, text: JSON.stringify(one) }));
}

const codes: Readonly<Record<string, ProblemCode>> = {
  EBADRESP: 'malformed',
  EFORMERR: 'malformed',
  EREFUSED: 'denied',
  ETIMEOUT: 'timeout',
};

/** What a question without an answer means for the dataset. */
export function problemCodeOf(status: string | null): ProblemCode {
  return codes[status ?? ''] ?? 'unavailable';
}
