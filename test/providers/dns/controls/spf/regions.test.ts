import { expect, test } from '@jest/globals';
import { zoneOf } from '../../../../../lib/evidence/mail/zone.ts';
import { checkHost } from '../../../../../lib/providers/dns/controls/spf/check-host.ts';
import { regionsOf } from '../../../../../lib/providers/dns/controls/spf/regions.ts';
import fc from '../../../../properties.ts';
import { recordOf } from '../mail.ts';
import { world } from '../random-world.ts';

const domain = 'sub.acme.example';
const all = { 4: 1n << 32n, 6: 1n << 128n } as const;

test.each([4, 6] as const)('An address of IPv%i is treated as the region says that it lies in', (family) => {
  // Near the hosts that the worlds name, and anywhere.
  const near = { 4: 0xc0000200n, 6: 0x20010db8n << 96n }[family];
  const value = fc.oneof(
    fc.bigInt({ min: 0n, max: all[family] - 1n }),
    fc.bigInt({ min: near - 9n, max: near + 300n }),
  );
  fc.assert(
    fc.property(world, value, (zone, at) => {
      const known = zoneOf(recordOf(zone, domain).answers);
      const regions = regionsOf(known, domain, family) ?? [];
      expect(regions.reduce((sum, { size }) => sum + size, 0n)).toBe(all[family]);
      const region = regions.find(({ size, start }) => start <= at && at < start + size);
      const asked = checkHost({ zone: known, domain, from: { family, value: at }, sender: null });
      expect(region?.outcomes).toEqual(asked);
    }),
    { numRuns: 500 },
  );
});
