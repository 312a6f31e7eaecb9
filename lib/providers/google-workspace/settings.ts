import * as z from 'zod/mini';

const address = () =>
  z
    .string()
    .check(z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an e-mail address, such as admin@acme.example'));

/** The provider's own keys of a connection in `exhibit.yaml`. */
export const settings = () =>
  z.strictObject({
    /** The customer's id (`C01234567`), or `my_customer` for the one that `subject` belongs to. */
    customer: z._default(
      z.string().check(z.regex(/^[A-Za-z0-9_]+$/, 'must be my_customer or a customer id, such as C01234567')),
      'my_customer',
    ),
    /** The administrator whom the service account acts as; policies are shown to super admins only. */
    subject: address(),
    /** The service account's address; only for keyless use, since a key names its own. */
    serviceAccount: z.optional(address()),
    /** Reports that are asked for besides, each with a token of its own: who let which application in, and Google's totals. */
    reports: z.optional(
      z.strictObject({ usage: z._default(z.boolean(), false), grants: z._default(z.boolean(), false) }),
    ),
  });

export type Settings = z.infer<ReturnType<typeof settings>>;
