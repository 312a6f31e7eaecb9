import * as z from 'zod/mini';

/** One of the provider's own keys. */
export type SettingKey =
  | {
      readonly is: 'text';
      /** Source of a regular expression that the whole text must match. */
      readonly form: string;
      /** What it must be, after “must be”. */
      readonly words: string;
      /** Null where it must be given; empty where it may be left out. */
      readonly default: string | null;
    }
  /** An address such as `https://sentry.example`; `http` on this machine alone. */
  | { readonly is: 'server'; readonly default: string | null }
  | { readonly is: 'flag'; readonly default: boolean };

export type SettingKeys = Readonly<Record<string, SettingKey>>;

/** What a connection's own keys come to. */
export type SettingValues = Readonly<Record<string, string | boolean>>;

/** @param disagree why keys that are right each on its own do not go together */
export function settingsOf(
  keys: SettingKeys,
  disagree: (settings: SettingValues) => string | null = () => null,
): z.ZodMiniType<SettingValues> {
  const members = Object.entries(keys).map(([name, key]) => [name, memberOf(key)] as const);
  const object = z.strictObject(Object.fromEntries(members)) as unknown as z.ZodMiniType<SettingValues>;
  return object.check(
    z.refine((given) => disagree(given) === null, { error: ({ input }) => disagree(input as SettingValues) }),
  );
}

function memberOf(key: SettingKey): z.ZodMiniType {
  const schema = schemaOf(key);
  return key.default === null ? schema : z._default(schema, key.default);
}

function schemaOf(key: SettingKey): z.ZodMiniType {
  switch (key.is) {
    case 'flag':
      return z.boolean();
    case 'text':
      return z.string().check(z.trim(), z.regex(new RegExp(`^(?:${key.form})$`), `must be ${key.words}`));
    case 'server':
      return z.pipe(
        z
          .string()
          .check(
            z.trim(),
            z.refine(
              isServer,
              'must be an address such as https://acme.example, without a path; http on this machine alone',
            ),
          ),
        z.transform((address) => new URL(address).origin),
      );
  }
}

function isServer(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname, search, hash, username } = new URL(address);
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  const safe = protocol === 'https:' || (protocol === 'http:' && loopback);
  return safe && pathname === '/' && search === '' && hash === '' && username === '';
}
