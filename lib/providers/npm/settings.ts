import * as z from 'zod/mini';

/** The keys of an npm connection. */
export interface Settings {
  /** The organization, without its @. */
  readonly org: string;
}

export const settings = (): z.ZodMiniType<Settings> =>
  z.strictObject({
    org: z.pipe(
      z
        .string()
        .check(z.trim(), z.regex(/^@?[A-Za-z0-9][\w.-]*$/, 'must be the organization’s name, such as acme')),
      z.transform((name) => name.replace(/^@/, '')),
    ),
  });
