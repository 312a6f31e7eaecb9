import * as z from 'zod/mini';
import type { SettingKey, SettingKeys, SettingValues } from './setting-keys.ts';

export type { SettingValues } from './setting-keys.ts';

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
  return key.default === undefined ? schema : z._default(schema, key.default);
}

function schemaOf(key: SettingKey): z.ZodMiniType {
  if ('form' in key)
    return z.string().check(z.trim(), z.regex(new RegExp(`^(?:${key.form})$`), `must be ${key.words}`));
  switch (key.is) {
    case 'flag':
      return z.boolean();
    case 'server':
      return z.pipe(
        z
          .string()
          .check(
            z.trim(),
            z.refine(
              isServer,
              'must be an address such as https://acme.example, without a path; http only on this machine',
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
