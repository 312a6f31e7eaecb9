import { collectBy } from '../../follow.ts';
import type { CollectSession } from '../../provider.ts';
import type { Settings } from '../settings.ts';
import { connect } from './connect.ts';
import { read } from './read.ts';

/** Collects the datasets, each on its own; the last one only where the configuration lists documents. */
export function collect(session: CollectSession<Settings>): Promise<void> {
  return collectBy(session, read(session), (sink) => connect(session, sink));
}
