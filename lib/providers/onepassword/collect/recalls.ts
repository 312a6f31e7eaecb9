import {
  events,
  eventsRetentionDays,
  users,
  vaultAccess,
  vaults,
} from '../../../evidence/datasets/onepassword.ts';
import type { ReaderInput, Recall } from '../../reader.ts';
import type { OnePasswordSettings } from '../settings.ts';

/** Membership is derived from the events of all nights since the baseline; a new baseline is held against what was derived before, and the list of users against the last one. */
export function recalls({ settings }: ReaderInput<OnePasswordSettings>['connection']): Recall | null {
  if (settings.source !== 'events') return null;
  return {
    going: { dataset: events.name, days: eventsRetentionDays + 1 },
    state: [vaults.name, vaultAccess.name],
    last: users,
  };
}
