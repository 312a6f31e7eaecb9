import { recordLine } from '../../lib/evidence/line.ts';
import type { Finding } from '../../lib/judging/finding.ts';

/** Findings as a night wrote them. */
export function* linesOf(findings: Iterable<Finding>): Generator<string> {
  for (const finding of findings) yield recordLine(finding);
}
