import { eachAssessment } from '../../judging/assessed.ts';
import type { Assessed, Assessment } from '../../judging/control.ts';
import { fileRecords } from '../../locker/file-lines.ts';
import { sortedFile } from '../../locker/sorted-file.ts';

/** Assessments by subject, sorted in `file` when there are many. Several of one subject all come through. */
export function* sortedAssessments(assessed: Iterable<Assessed>, file: string): Generator<Assessment> {
  const sorted = sortedFile(file, (line) => (JSON.parse(line) as { at: string }).at);
  let number = 0;
  for (const assessment of eachAssessment(assessed)) {
    const at = placeOf(assessment, number++);
    sorted.add(at, JSON.stringify({ at, assessment }));
  }
  for (const { assessment } of fileRecords<{ assessment: Assessment }>(sorted.finish().path))
    yield assessment;
}

/**
 * A text of its own for each assessment, which sorts by the subject first and then by the key. Two NULs end each, and one
 * inside is followed by U+0001: whatever a subject holds, it sorts beside itself.
 */
function placeOf({ key, subject }: Assessment, number: number): string {
  return (
    [subject, key].map((part) => `${part.replaceAll('\u0000', '\u0000\u0001')}\u0000\u0000`).join('') + number
  );
}
