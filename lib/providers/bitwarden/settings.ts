import * as z from 'zod/mini';

/** The provider's own keys of a connection in `exhibit.yaml`. */
export interface BitwardenSettings {
  /** Where the organization is hosted: bitwarden.com (where nothing is said) or bitwarden.eu. */
  readonly region?: 'com' | 'eu' | undefined;
  /** The company's own server, without a trailing slash. */
  readonly server?: string | undefined;
}

const server = z.pipe(
  z.string().check(
    z.trim(),
    z.regex(/^https:\/\/[^\s/?#@]+(\/[^\s?#@]*)?$/i, {
      error: 'must be the address of your own server, such as https://vault.acme.example',
    }),
  ),
  z.transform((address) => address.replace(/\/+$/, '')),
);

export const settings = (): z.ZodMiniType<BitwardenSettings> =>
  z.strictObject({ region: z.optional(z.enum(['com', 'eu'])), server: z.optional(server) }).check(
    z.refine((given) => given.region === undefined || given.server === undefined, {
      path: ['server'],
      message: 'says where Bitwarden is, and so does region: name one of the two',
    }),
  );

/** Where an organization is asked, without trailing slashes. */
export interface Bases {
  /** Of the Public API. */
  readonly api: string;
  /** Of what gives tokens. */
  readonly identity: string;
}

/** A server of one's own has both under one address; `endpoint` stands for every host, and leaves paths as they are. */
export function basesOf({ region = 'com', server: own }: BitwardenSettings, endpoint: string | null): Bases {
  if (own === undefined)
    return {
      api: endpoint ?? `https://api.bitwarden.${region}`,
      identity: endpoint ?? `https://identity.bitwarden.${region}`,
    };
  const base = endpoint === null ? own : `${endpoint}${own.replace(/^https:\/\/[^/]+/i, '')}`;
  return { api: `${base}/api`, identity: `${base}/identity` };
}
