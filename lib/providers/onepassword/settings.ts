import * as z from 'zod';

/** The keys of a 1Password connection. */
export interface OnePasswordSettings {
  /** Account id, as the Users API has it in its addresses. */
  readonly account: string;
  /** Where the account is hosted: 1password.com, .ca or .eu. */
  readonly region: 'com' | 'ca' | 'eu';
  /** Where vaults and their access lists come from. */
  readonly source: 'sdk' | 'export';
  /** With `source: export`: the file that `op` made, relative to the configuration's folder. */
  readonly file?: string | undefined;
  /** How old an export may be before its datasets count as partial, in days. */
  readonly maxAgeDays: number;
}

const text = z.string().trim().min(1);

export const settings: z.ZodType<OnePasswordSettings> = z
  .strictObject({
    account: text,
    region: z.enum(['com', 'ca', 'eu']).default('com'),
    source: z.enum(['sdk', 'export']).default('sdk'),
    file: text.optional(),
    maxAgeDays: z.number().min(1).max(120).default(7),
  })
  .refine((given) => given.source !== 'export' || given.file !== undefined, {
    path: ['file'],
    message: 'source: export needs file, the JSON that `op` made (exhibit init prints the commands)',
  });

/** Where the Users API is asked. */
export function usersBase(region: OnePasswordSettings['region'], endpoint: string | null): string {
  return endpoint ?? `https://api.1password.${region}`;
}

/** Where the Events API is asked. */
export function eventsBase(region: OnePasswordSettings['region'], endpoint: string | null): string {
  return endpoint ?? `https://events.1password.${region}`;
}
