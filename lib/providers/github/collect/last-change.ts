import { CollectError } from '../../../evidence/problem.ts';
import { enough } from '../../../http/pages.ts';
import type { Asking } from './questions.ts';
import { askChanges, askLastCommit, type DocumentPlace } from './questions-documents.ts';
import { type ChangedFile, readChangedFile, readCommit } from './schema-documents.ts';

/** The commit that last changed a document's text. Both null where no commit ever touched it. */
export interface Change {
  readonly at: string | null;
  readonly commit: string | null;
}

/** A document that was moved more often than this without a change is not looked for any further. */
const mostMoves = 10;

/**
 * Goes back through commits that only moved the document, because moving it is no review: GitHub's history of a path
 * begins where the document came to it.
 */
export function* lastChange(place: DocumentPlace): Asking<Change> {
  let at = place;
  for (let moves = 0; moves <= mostMoves; moves++) {
    const [newest] = yield* askLastCommit(at);
    if (newest === undefined) return { at: null, commit: null };
    const { sha, committedAt } = readCommit(newest, `${at.repository}/${at.path}`);
    const { file, parent } = yield* fileIn(at, sha);
    if (!file?.movedFrom || parent === null) return { at: file ? committedAt : null, commit: sha };
    at = { ...at, path: file.movedFrom, ref: parent };
  }
  throw new CollectError(
    'truncated',
    `${place.repository}/${place.path} was moved more than ${mostMoves} times without a change, so that its last change was not looked for any further. Confirm it with “exhibit attest policies.reviewed”.`,
  );
}

/** What a commit did to the document. Null where GitHub does not show it: a commit of more than 3,000 files. */
function* fileIn(
  place: DocumentPlace,
  sha: string,
): Asking<{ readonly file: ChangedFile | null; readonly parent: string | null }> {
  let file: ChangedFile | null = null;
  let parent: string | null = null;
  yield* askChanges(place, sha, function* ({ commit, items }) {
    parent ??= readCommit(commit, `the commit ${sha}`).parent;
    file = items.map(readChangedFile).find((one) => one?.path === place.path) ?? null;
    return file ? enough : null;
  });
  return { file, parent };
}
