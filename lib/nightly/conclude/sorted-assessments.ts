import { eachAssessment, isOne, nothingYet } from '../../judging/assessed.ts';
import type { Assessed, Assessment } from '../../judging/control.ts';
import { fileRecords } from '../../locker/file-lines.ts';
import { sortedFile } from '../../locker/sorted-file.ts';

/** So many are sorted in memory: those of all controls together take some 25 MB at the most. */
const usuallyInMemory = 2_000;

/** An assessment with the text that it sorts by. */
interface Placed {
  readonly at: string;
  readonly assessment: Assessment;
}

/**
 * Assessments by subject where they are few, and as they come where they are many. While it waits whether more will come, it
 * has nothing to say of a batch.
 */
export function* sortedIfFew(
  assessed: Iterable<Assessed>,
  mostInMemory = usuallyInMemory,
): Generator<Assessed> {
  let held: Assessment[] | null = [];
  for (const one of assessed) {
    if (held === null) yield one;
    else {
      held.push(...(isOne(one) ? [one] : one));
      const isMany: boolean = held.length > mostInMemory;
      yield isMany ? held : nothingYet;
      if (isMany) held = null;
    }
  }
  if (held !== null) yield inOrder(held.map(placed));
}

/** Assessments by subject, sorted in `file` when there are many. Several of one subject all come through. */
export function* sortedAssessments(
  assessed: Iterable<Assessed>,
  file: string,
  mostInMemory = usuallyInMemory,
): Generator<Assessment> {
  const held: Placed[] = [];
  let sorted: ReturnType<typeof sortedFile> | null = null;
  let number = 0;
  for (const assessment of eachAssessment(assessed)) {
    held.push(placed(assessment, number++));
    if (sorted === null && held.length <= mostInMemory) continue;
    sorted ??= sortedFile(file, (line) => (JSON.parse(line) as Placed).at);
    for (const one of held.splice(0)) sorted.add(one.at, JSON.stringify(one));
  }
  if (sorted === null) yield* inOrder(held);
  else for (const { assessment } of fileRecords<Placed>(sorted.finish().path)) yield assessment;
}

function inOrder(all: Placed[]): readonly Assessment[] {
  return all.sort((one, other) => (one.at < other.at ? -1 : 1)).map(({ assessment }) => assessment);
}

/** As many digits as the highest number of an assessment has: texts sort as numbers where they are equally long. */
const digits = String(Number.MAX_SAFE_INTEGER).length;

/**
 * A text of its own for each assessment, which sorts by the subject first, then by the key, and then as they came. Two NULs end
 * each part, and one inside is followed by U+0001: whatever a subject holds, it sorts beside itself.
 */
function placed(assessment: Assessment, number: number): Placed {
  const { key, subject } = assessment;
  const parts = [subject, key].map((part) => `${part.replaceAll('\u0000', '\u0000\u0001')}\u0000\u0000`);
  return { at: `${parts.join('')}${String(number).padStart(digits, '0')}`, assessment };
}
