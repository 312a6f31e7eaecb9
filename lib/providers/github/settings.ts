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
    managedUsers: z.exactOptional(z.boolean()),
    /**
     * The enterprise that the organization belongs to, as its address has it: its licences are then counted besides. A token of an
     * owner of the enterprise is needed for that.
     */
    enterprise: z.exactOptional(
      z.string().check(
        z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, {
          error: 'must be the enterprise as its address has it: acme, of github.com/enterprises/acme',
        }),
      ),
    ),
    /** Where managed users sign in: Google, of the people source, unless it says otherwise. */
    identityProvider: z.exactOptional(z.enum(['google', 'other'])),
  });

export type Settings = z.infer<ReturnType<typeof settings>>;
