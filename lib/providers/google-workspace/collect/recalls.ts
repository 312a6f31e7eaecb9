import { usageReportDays, users } from '../../../evidence/datasets/google-workspace.ts';
import type { ReaderInput, Recall } from '../../reader.ts';
import type { Settings } from '../settings.ts';

/** Google's totals are of a day that is over, and are held against our own list of that day: a day more, and one of UTC-8. */
export function recalls({ settings }: ReaderInput<Settings>['connection']): Recall | null {
  if (!settings.reports?.usage) return null;
  return { documents: { dataset: users.name, days: usageReportDays + 2 } };
}
