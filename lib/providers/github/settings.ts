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
    /** Enterprise Managed Users: everybody signs in at an identity provider, and GitHub knows nothing of a second factor. */
    managedUsers: z._default(z.boolean(), false),
    /** Whose evidence speaks for managed users: Google's, where the people source is where they sign in. */
    identityProvider: z._default(z.enum(['google', 'other']), 'google'),
  });

export type Settings = z.infer<ReturnType<typeof settings>>;
