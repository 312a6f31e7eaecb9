import * as z from 'zod/mini';

/** Says of which night the sheets beside it are. */
export const reviewFile = 'review.json';

const form = z.object({
  schema: z.literal('exhibit/review/v1'),
  run: z.string(),
  seal: z.object({ sha256: z.string() }),
});

/** The night that a folder of sheets is of; null for what `exhibit review` did not write. */
export function reviewedRun(text: string): { readonly run: string; readonly seal: string } | null {
  try {
    const found = form.safeParse(JSON.parse(text)).data;
    return found ? { run: found.run, seal: found.seal.sha256 } : null;
  } catch {
    return null;
  }
}
