/**
 * Puts one question to `op`, the command line of 1Password, and gives what it printed as JSON: undefined where it printed
 * nothing, as it does of some empty lists. Rejects when there is no such answer.
 */
export type RunOp = (args: readonly string[]) => Promise<unknown>;

/** `op` answered something that no export can be made of. */
export class OddOutputError extends Error {
  override readonly name = 'OddOutputError';

  constructor(args: readonly string[], what: string) {
    super(`op ${args.join(' ')} answered ${what}. Nothing was written. Check that op is of version 2.`);
  }
}

/** One entry of a list, with what tells it from others. */
export type Entry = Readonly<Record<string, unknown>> & { readonly id: string };

/** One thing. */
export async function requestOne(
  op: RunOp,
  args: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const output = await op(args);
  if (!isRecord(output)) throw new OddOutputError(args, 'no object');
  return output;
}

/** A list, of which `op` prints nothing, or null, where it is empty. One entry that cannot be read spoils it. */
export async function requestList(op: RunOp, args: readonly string[]): Promise<readonly Entry[]> {
  const output = (await op(args)) ?? [];
  if (!Array.isArray(output)) throw new OddOutputError(args, 'no list');
  if (!output.every(isEntry)) throw new OddOutputError(args, 'a list with an entry that has no id');
  return output;
}

function isEntry(value: unknown): value is Entry {
  return isRecord(value) && typeof value.id === 'string' && value.id !== '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
