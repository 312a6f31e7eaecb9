import { usage } from '../../../evidence/datasets/google-workspace.ts';
import type { ReaderInput, Recall } from '../../reader.ts';
import type { Settings } from '../settings.ts';

/** Google's totals are of a day that is over, and are held against our own list of that day. */
export function recalls({ settings }: ReaderInput<Settings>['connection']): Recall | null {
  return settings.reports?.usage && usage.recalls ? { documents: usage.recalls } : null;
}
