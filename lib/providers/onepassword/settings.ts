import * as z from 'zod/mini';
import { eventsRetentionDays } from '../../evidence/datasets/onepassword.ts';

/** The keys of a 1Password connection. */
export interface OnePasswordSettings {
  /** Account id, as the Users API has it in its addresses. */
  readonly account: string;
  /** Where the account is hosted: 1password.com, .ca or .eu. */
  readonly region: 'com' | 'ca' | 'eu';
  /** Where vaults and their access lists come from: `events` derives them from an export and what happened since. */
  readonly source: 'sdk' | 'export' | 'events';
  /** With `source: export` or `events`: the file that `op` made, relative to the configuration's folder. */
  readonly file?: string | undefined;
  /** How old an export may be before its datasets count as partial, in days: as events tell what changed since, no older than they are kept. */
  readonly maxAgeDays: number;
}

const text = () => z.string().check(z.trim(), z.minLength(1));

/** Days, where the configuration does not say: what happens after a baseline is known, after an export it is not. */
const usualAge = { sdk: 7, export: 7, events: 30 } as const;

export const settings = (): z.ZodMiniType<OnePasswordSettings> =>
  z.pipe(
    z
      .strictObject({
        account: text(),
        region: z._default(z.enum(['com', 'ca', 'eu']), 'com'),
        source: z._default(z.enum(['sdk', 'export', 'events']), 'sdk'),
        file: z.optional(text()),
        maxAgeDays: z.optional(z.number().check(z.minimum(1), z.maximum(eventsRetentionDays))),
      })
      .check(
        z.refine((given) => given.source === 'sdk' || given.file !== undefined, {
          path: ['file'],
          message:
            'source: export and source: events need file, the JSON that `op` made (exhibit init writes a script of the commands)',
        }),
      ),
    z.transform((given) => ({ ...given, maxAgeDays: given.maxAgeDays ?? usualAge[given.source] })),
  );

/** Where the Users API is asked. */
export function usersBase(region: OnePasswordSettings['region'], endpoint: string | null): string {
  return endpoint ?? `https://api.1password.${region}`;
}

/** Where the Events API is asked. */
export function eventsBase(region: OnePasswordSettings['region'], endpoint: string | null): string {
  return endpoint ?? `https://events.1password.${region}`;
}
