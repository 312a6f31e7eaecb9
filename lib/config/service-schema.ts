import * as z from 'zod/mini';
import { address, date, domain, text, vaultMembers } from './fields.ts';

/** One entry of `services:`. */
export const service = z.strictObject({
  name: text('name the service'),
  domain: z.optional(domain),
  signIn: z.optional(z.enum(['google', 'saml', 'password', 'none'])),
  connection: z.optional(text('name the connection, or remove the key')),
  vault: z.optional(text('name the vault, or remove the key')),
  owner: z.optional(address),
  users: z.optional(vaultMembers),
  twoFactor: z.optional(
    z.strictObject({
      offered: z.boolean(),
      note: z.optional(text('say who said so, or remove the key')),
    }),
  ),
  clientIds: z.nullish(z.array(text('name a client id, or remove the entry'))),
  ignore: z.optional(
    z.strictObject({
      reason: text('say why it need not be looked at'),
      approvedBy: text('say who approved it'),
      approvedOn: z.optional(date('write the day on which it was approved, as YYYY-MM-DD')),
      ticket: z.optional(text('name the ticket')),
      expires: date('add the last day on which it is ignored, as YYYY-MM-DD'),
    }),
  ),
});
