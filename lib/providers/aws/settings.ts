import * as z from 'zod/mini';

/** The provider's own keys of an AWS connection in `exhibit.yaml`. */
export const settings = () =>
  z.strictObject({
    /** The account that must answer. Without it whichever account the credential belongs to is taken. */
    account: z.optional(
      z
        .string({ error: 'must be text: write the account number in quotation marks' })
        .check(z.regex(/^\d{12}$/, 'must be an account number of twelve digits, in quotation marks')),
    ),
    /** IAM is the same in every region; AWS's China and GovCloud partitions are reached through one of theirs. */
    region: z._default(
      z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region, such as us-east-1')),
      'us-east-1',
    ),
  });

export type Settings = z.infer<ReturnType<typeof settings>>;
