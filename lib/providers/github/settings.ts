import * as z from 'zod/mini';

/** The provider's own keys of a connection in `exhibit.yaml`. */
export const settings = () =>
  z.strictObject({
    /** The organization's login. */
    org: z.string().check(
      z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, {
        error: 'must be the organization as its address has it: acme, of github.com/acme',
      }),
    ),
  });

export type Settings = z.infer<ReturnType<typeof settings>>;
