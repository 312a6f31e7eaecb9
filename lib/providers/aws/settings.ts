import * as z from 'zod/mini';

const accountNumber = () =>
  z
    .string({ error: 'must be text: write the account number in quotation marks' })
    .check(z.regex(/^\d{12}$/, 'must be an account number of twelve digits, in quotation marks'));

const regionName = () =>
  z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region, such as us-east-1'));

const text = () => z.string().check(z.trim(), z.minLength(1, 'must not be empty'));

/** An account that is not asked: by whose decision, why, and until when. */
const exclusion = () =>
  z.strictObject({
    id: accountNumber(),
    reason: text(),
    approvedBy: text(),
    /** The last day on which it is left out, in UTC. */
    expires: z.iso.date({ error: 'must be a day, such as 2027-01-31' }),
  });

/** All accounts of an organization as one connection. */
const organization = () =>
  z.strictObject({
    /** The name of the role that is taken on in every account, with its path where it has one. */
    role: z
      .string()
      .check(
        z.regex(
          /^[\w+=,.@-]+(\/[\w+=,.@-]+)*$/,
          'must be the name of a role, with its path where it has one',
        ),
        z.maxLength(512),
      ),
    /** What the role's trust asks for besides. AWS holds it for no secret. */
    externalId: z.optional(
      z
        .string()
        .check(z.regex(/^[\w+=,.@:/-]{2,1224}$/, 'must be 2 to 1224 letters, digits or any of +=,.@:/-')),
    ),
    /**
     * The account that is asked for the accounts and for Identity Center, by the same role: the one that manages the
     * organization, or one that it delegated that to. Without it the credential itself must be of such an account.
     */
    management: z.optional(accountNumber()),
    /** The home region of IAM Identity Center, by default the connection's; `none` where it is not used. */
    identityCenter: z.optional(z.union([z.literal('none'), regionName()])),
    /**
     * Whether root of an account that cannot be entered is looked at by AssumeRoot, as whoever manages the organization. It takes
     * a right that AWS's policy for auditing root narrows, and the central keeping of root credentials.
     */
    auditRoot: z._default(z.boolean(), false),
    /**
     * The connection of the identity provider (Microsoft Entra ID, Okta, Google Workspace) that Identity Center has as its identity
     * source, of which there is one for all: its evidence then tells of people's second factor.
     */
    identityProvider: z.optional(
      z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be the id of a connection')),
    ),
    accounts: z._default(
      z.strictObject({
        exclude: z._default(
          z.array(exclusion()).check(
            z.refine((list) => new Set(list.map(({ id }) => id)).size === list.length, {
              error: 'names an account twice',
            }),
          ),
          [],
        ),
      }),
      { exclude: [] },
    ),
  });

/** The provider's own keys of an AWS connection in `exhibit.yaml`. */
export const settings = () =>
  z
    .strictObject({
      /** The account that must answer. Without it whichever account the credential belongs to is taken. */
      account: z.optional(accountNumber()),
      /** Instead of one account: all of an organization. */
      organization: z.optional(organization()),
      /** IAM is the same in every region; AWS's China and GovCloud partitions are reached through one of theirs. */
      region: z._default(regionName(), 'us-east-1'),
    })
    .check(
      z.refine(({ account, organization }) => account === undefined || organization === undefined, {
        error: 'has both account: and organization:; one account alone, or all of an organization',
      }),
    );

export type Settings = z.infer<ReturnType<typeof settings>>;

/** What is to be known of an organization to ask it. */
export type Organization = NonNullable<Settings['organization']>;
