import { collectBy } from '../../follow.ts';
import { connector, type Session } from './connect.ts';
import { read } from './read.ts';
import type { CreateClient } from './sdk.ts';

/** Collects the four datasets, each on its own. */
export function collect(session: Session, createClient: CreateClient): Promise<void> {
  return collectBy(session, read(session), connector(session, createClient));
}
