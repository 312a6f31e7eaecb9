/**
 * Puts one question to `op`, the command line of 1Password, and gives what it printed as JSON: undefined where it printed
 * nothing, as it does of some empty lists. Rejects when there is no such answer.
 */
export type AskOp = (words: readonly string[]) => Promise<unknown>;

/** `op` answered something that no export can be made of. */
export class OddAnswerError extends Error {
  override readonly name = 'OddAnswerError';

  constructor(words: readonly string[], what: string) {
    super(`op ${words.join(' ')} answered ${what}. Nothing was written. Check that op is of version 2.`);
  }
}

/** One entry of a list, with what tells it from others. */
export type Entry = Readonly<Record<string, unknown>> & { readonly id: string };

/** One thing. */
export async function askOne(
  op: AskOp,
  words: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await op(words);
  if (!isRecord(answer)) throw new OddAnswerError(words, 'no object');
  return answer;
}

/** A list, of which `op` prints nothing, or null, where it is empty. One entry that cannot be read spoils it. */
export async function askList(op: AskOp, words: readonly string[]): Promise<readonly Entry[]> {
  const answer = (await op(words)) ?? [];
  if (!Array.isArray(answer)) throw new OddAnswerError(words, 'no list');
  if (!answer.every(isEntry)) throw new OddAnswerError(words, 'a list with an entry that has no id');
  return answer;
}

function isEntry(value: unknown): value is Entry {
  return isRecord(value) && typeof value.id === 'string' && value.id !== '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
