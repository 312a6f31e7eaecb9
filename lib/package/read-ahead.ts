/** Gives what `work` makes of each item, in order, with so many of them being worked on ahead. */
export async function* ahead<Item, Result>(
  items: Iterable<Item>,
  most: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const waiting: Promise<Result>[] = [];
  try {
    for (const item of items) {
      const result = work(item);
      // Heard of when its turn comes; until then it must not end the process.
      result.catch(() => {});
      waiting.push(result);
      if (waiting.length < most) continue;
      yield await (waiting.shift() as Promise<Result>);
    }
    while (waiting.length > 0) yield await (waiting.shift() as Promise<Result>);
  } finally {
    await Promise.allSettled(waiting);
  }
}
