import { type Answer, notAsked, type Question } from './answer.ts';
import type { DnsClient, Limits } from './client.ts';

/** Asks about one domain, so many questions and so long as the limits let it; then answers that it did not ask. */
export function boundedAsk(
  client: DnsClient,
  limits: Pick<Limits, 'domainMs' | 'questions'>,
  clock: () => Date,
): (question: Question) => Promise<Answer> {
  const until = clock().getTime() + limits.domainMs;
  let asked = 0;
  return async (question) => {
    const now = clock();
    if (asked++ < limits.questions && now.getTime() < until) return client.ask(question);
    return { ...question, askedAt: now.toISOString(), answer: null, status: notAsked };
  };
}
