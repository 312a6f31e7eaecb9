import { type Answer, notAsked, type Question } from './answer.ts';
import type { DnsClient, Limits } from './client.ts';

/** Asks about one domain, so many questions and so long as the limits let it; then answers that it did not ask. */
export function boundedAsk(
  client: DnsClient,
  limits: Pick<Limits, 'domainMs' | 'questions'>,
  clock: () => Date,
  elapsed: () => number = () => performance.now(),
): (question: Question) => Promise<Answer> {
  // A clock that is set while a night goes on is no reason to break off.
  const until = elapsed() + limits.domainMs;
  let asked = 0;
  return async (question) => {
    if (asked++ < limits.questions && elapsed() < until) return client.ask(question);
    return { ...question, askedAt: clock().toISOString(), answer: null, status: notAsked };
  };
}
