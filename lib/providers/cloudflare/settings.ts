import * as z from 'zod/mini';

/** The provider's own keys of a connection in `exhibit.yaml`. */
export const settings = () =>
  z.strictObject({
    /** The account's id. Names are not unique, and may change. */
    account: z.pipe(
      z.string().check(
        z.trim(),
        z.regex(/^[0-9a-f]{32}$/i, {
          error: 'must be the account’s id: the 32 characters after dash.cloudflare.com/ in the address',
        }),
      ),
      z.transform((id) => id.toLowerCase()),
    ),
  });

export type Settings = z.infer<ReturnType<typeof settings>>;
