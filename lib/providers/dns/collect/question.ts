import * as z from 'zod/mini';
import type { HandedOver } from '../../raw-entries.ts';
import type { ProviderRequest as Asked, FileResponse } from '../../reader.ts';
import type { Answer, Question } from './answer.ts';

/** A question on behalf of a domain, in whose file its answer is kept. */
export interface DnsQuestion extends Asked {
  readonly domain: string;
  readonly question: Question;
}

export function questionOn(domain: string, question: Question): DnsQuestion {
  return { method: 'FILE', url: addressOf(question), domain, question };
}

function addressOf({ name, type }: Question): string {
  return `dns:${type}:${name}`;
}

const value = z.union([
  z.string(),
  z.array(z.string()),
  z.object({ exchange: z.string(), priority: z.number() }),
]);

const answer = z.object({
  name: z.string(),
  type: z.enum(['A', 'AAAA', 'MX', 'PTR', 'TXT']),
  askedAt: z.string(),
  answer: z.nullable(z.array(value)),
  status: z.nullable(z.string()),
});

export function answerIn(text: string): Answer {
  return z.parse(answer, JSON.parse(text));
}

/** A domain's answers, which lie in one file, in the order in which they were asked for. */
export function answersIn({ body }: HandedOver): readonly FileResponse[] {
  return z
    .parse(z.array(answer), JSON.parse(body.toString()))
    .map((one) => ({ url: addressOf(one), text: JSON.stringify(one) }));
}
