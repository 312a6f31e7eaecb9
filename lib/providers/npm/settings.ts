import * as z from 'zod';

/** The keys of an npm connection. */
export interface Settings {
  /** The organization, without its @. */
  readonly org: string;
}

export const settings: z.ZodType<Settings> = z.strictObject({
  org: z
    .string()
    .trim()
    .regex(/^@?[A-Za-z0-9][\w.-]*$/, 'must be the organization’s name, such as acme')
    .transform((name) => name.replace(/^@/, '')),
});
