import { users } from '../../../evidence/datasets/google-workspace.ts';
import type { ReaderInput, Recall } from '../../reader.ts';
import type { Settings } from '../settings.ts';
import { oldestReportDays } from './read-usage.ts';

/** Google's totals are of a day that is over, and are held against our own list of that day. */
export function recalls({ settings }: ReaderInput<Settings>['connection']): Recall | null {
  if (!settings.reports?.usage) return null;
  // A day before and one of UTC-8 besides.
  return { documents: { dataset: users.name, days: oldestReportDays + 2 } };
}
