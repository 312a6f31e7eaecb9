/** Does the work for every item, so many at a time, and gives what came of it in the order of the items. */
export async function eachAtOnce<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const rest = items.entries();
  const hand = async (): Promise<void> => {
    for (const [at, item] of rest) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, hand));
  return results;
}

/**
 * How many organizations' nights may go on side by side: what the file says, and never more than this machine's memory
 * holds. A night mostly waits for answers, so that a core takes two.
 */
export function nightsAtOnce(
  { organizationsAtOnce, organizationMegabytes }: AtOnceLimits,
  machine: { readonly cores: number; readonly megabytes: number },
): number {
  const fitting = Math.max(1, Math.floor(machine.megabytes / (organizationMegabytes + besideHeap)));
  return Math.min(organizationsAtOnce ?? machine.cores * 2, fitting);
}

interface AtOnceLimits {
  readonly organizationsAtOnce: number | null;
  readonly organizationMegabytes: number;
}

/** What a process takes besides its heap, in MB: code, buffers and the young generation. */
const besideHeap = 192;
