import * as z from 'zod/mini';

/** The provider's own keys of a connection in `exhibit.yaml`. */
export const settings = () =>
  z.strictObject({
    /** The workspace. Needed with a token of a whole organization; with another the token says it. */
    team: z.exactOptional(
      z.string().check(
        z.regex(/^T\w+$/, {
          error: 'must be the workspace’s id, which begins with T: it is in the address of its start page',
        }),
      ),
    ),
  });

export type Settings = z.infer<ReturnType<typeof settings>>;
