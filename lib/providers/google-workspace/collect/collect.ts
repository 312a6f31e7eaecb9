import { collectBy } from '../../follow.ts';
import type { CollectSession } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { connectorByDataset } from './connect.ts';
import { read } from './read.ts';

/** Collects the datasets, each on its own. */
export function collect(session: CollectSession<Settings>): Promise<void> {
  return collectBy(session, read(session), connectorByDataset(session));
}
