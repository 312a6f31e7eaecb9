import * as z from 'zod/mini';
import { signingKey } from '../config/configuration-schema.ts';
import {
  connectionId,
  date,
  limit,
  locker,
  schedule,
  secretReference,
  text,
  timezone,
} from '../config/fields.ts';

const organization = z.strictObject({
  id: connectionId,
  configuration: text('name the organization’s exhibit.yaml'),
});

const former = z.strictObject({
  id: connectionId,
  configuration: z.optional(text('name its exhibit.yaml, or remove the key')),
  until: date('write the day on which it left the fleet, as YYYY-MM-DD'),
  reason: text('say why it left the fleet'),
});

/** `fleet.yaml`, apart from what its parts and the configurations that it names say of each other. */
export const fleetShape = z.strictObject({
  version: z.custom<1>((given) => given === 1, {
    error: 'is missing or not known here — write version: 1',
    params: { fault: 'unsupported-version' },
  }),
  name: z.optional(text('name the fleet, or remove the key')),
  organizations: z
    .array(organization, { error: 'is missing — name at least one organization' })
    .check(z.minLength(1, { error: 'is empty — name at least one organization' })),
  former: z.nullish(z.array(former)),
  timezone: z.optional(timezone),
  schedule: z.optional(schedule),
  locker: z.optional(locker),
  signing: z.nullish(
    z.strictObject({
      key: z.optional(signingKey),
      memory: z.optional(text('name the file that remembers what the key signed last')),
    }),
  ),
  alerts: z.nullish(z.strictObject({ webhook: z.nullish(secretReference) })),
  trustedKeys: z.nullish(z.array(text('name a public key file'))),
  providers: z.nullish(z.array(text('name a file that declares a provider'))),
  limits: z.nullish(
    z.strictObject({
      organizationsAtOnce: z.optional(limit(256)),
      organizationMegabytes: z.optional(limit(65_536)),
      organizationSeconds: z.optional(limit(86_400)),
    }),
  ),
});

export type FleetShape = z.output<typeof fleetShape>;
