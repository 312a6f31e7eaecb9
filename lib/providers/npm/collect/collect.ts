import { collectBy } from '../../follow.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import type { Ask, Question } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { npmClient } from './client.ts';
import { readToken } from './credential.ts';
import { read } from './read.ts';
import { openAnswered, pageToRecord } from './tokens-page.ts';

export type Session = CollectSession<Settings>;

/** Collects the three datasets, each on its own. */
export function collect(session: Session): Promise<void> {
  return collectBy(session, read(session), (sink) => withoutTokens(connect(session, sink), sink));
}

/** npm through this dataset’s fetch. Throws `not-configured` or `unauthenticated` without a usable token. */
export function connect({ clock, connection }: Session, sink: DatasetSink<never>): Ask<Question> {
  const { org } = connection.settings;
  sink.source({ origin: 'api', tenant: { id: org, name: org } });
  const token = readToken(connection.credential);
  sink.secret(token);
  return npmClient({ token, fetch: sink.fetch, clock });
}

/** Of a list of tokens, gives only what may be kept. */
function withoutTokens(ask: Ask<Question>, sink: Pick<DatasetSink, 'secret'>): Ask<Question> {
  return async (question) => {
    const answer = await ask(question);
    if (question.recordedAs === undefined) return answer;
    for (const item of openAnswered(answer.text).items) hide(item, sink);
    return { ...answer, text: pageToRecord(answer.text) };
  };
}

/** npm shows fragments only. Should it ever show a token, that token must not be written either. */
function hide(item: unknown, sink: Pick<DatasetSink, 'secret'>): void {
  if (typeof item !== 'object' || item === null || !('token' in item)) return;
  if (typeof item.token === 'string') sink.secret(item.token);
}
