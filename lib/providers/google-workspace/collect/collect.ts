import { collectBy } from '../../follow.ts';
import type { CollectSession } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { scopes } from './access.ts';
import { connector } from './connect.ts';
import { read } from './read.ts';

/** Collects the four datasets, each on its own. */
export function collect(session: CollectSession<Settings>): Promise<void> {
  return collectBy(session, read(session), connector(session, scopes));
}
