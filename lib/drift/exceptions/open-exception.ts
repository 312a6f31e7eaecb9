import { type Finding, failingSince } from '../../judging/finding.ts';
import type { DriftEvent } from '../event.ts';
import type { Exception } from './exceptions.ts';

/** An exception as one night shows it, which knows nothing of the nights after. */
export interface OpenException
  extends Pick<Exception, 'kind' | 'subject' | 'key' | 'reason' | 'expected' | 'seen'> {
  /** RFC 3339; null where no night is known. */
  readonly firstBad: string | null;
  readonly waiver: Finding['waiver'];
}

/** What stands of a subject that does not pass; null for one that does. A failure goes on while it cannot be seen. */
export function openException(finding: Finding): OpenException | null {
  const { verdict, subject, key, reason, expected, seen, since, waiver } = finding;
  if (verdict === 'pass') return null;
  const failing = failingSince(finding);
  return {
    kind: verdict === 'fail' || failing !== null ? 'fail' : 'unknown',
    subject,
    key: key ?? null,
    reason,
    expected: expected ?? null,
    seen: seen ?? null,
    firstBad: failing ?? since,
    waiver,
  };
}

/** That what is judged by had a part in a change, in words; empty where it had none, or no event tells. */
export function causeText({ cause }: Pick<DriftEvent, 'cause'>): string {
  if (cause === 'standard') return 'The evidence is unchanged: the standard changed.';
  return cause === 'both' ? 'The standard changed as well.' : '';
}
