import { describe, test } from '@jest/globals';
import { exported, exportedLedger, onepassword } from './changes.ts';
import { auditEvent, daysBefore, larch } from './company.ts';
import { spring, type Trap } from './trap.ts';
import { ids } from './verdicts.ts';

const { backup, evidence, need } = ids;
const lost = { [backup]: 'unknown', [need]: 'unknown', [evidence]: 'fail' } as const;
const exportBroken = (code: string) => ({ 'onepassword/vaults': code, 'onepassword/vault-access': code });
const exportLost = (code: string) => ({ changes: lost, datasets: exportBroken(code) });

const traps: readonly Trap[] = [
  {
    name: 'an export that is nine days old',
    company: { ...larch, exportedAt: daysBefore(9) },
    ...exportLost('stale'),
  },
  {
    name: 'an export of tomorrow',
    company: { ...larch, exportedAt: daysBefore(-1) },
    ...exportLost('malformed'),
  },
  {
    name: 'an export that is not JSON',
    company: exported(() => 'op: not signed in'),
    ...exportLost('malformed'),
  },
  {
    name: 'an export that breaks off',
    company: exported((content) => JSON.stringify(content).slice(0, -40)),
    ...exportLost('malformed'),
  },
  { name: 'an export that is an empty object', company: exported(() => ({})), ...exportLost('malformed') },
  {
    name: 'an export that is only the list of vaults',
    company: exported(({ vaults: list }) => list),
    ...exportLost('malformed'),
  },
  {
    name: 'an export without its time',
    company: exported(({ exportedAt: _, ...content }) => content),
    ...exportLost('malformed'),
  },
  {
    name: 'an export without its author',
    company: exported(({ exportedBy: _, ...content }) => content),
    ...exportLost('not-visible'),
  },
  {
    name: 'an export of the vaults that its maker can open',
    company: exported(({ permission: _, ...content }) => content),
    changes: lost,
    datasets: { 'onepassword/vaults': 'not-visible' },
  },
  {
    name: 'an export with one vault that cannot be read',
    company: exportedLedger(({ id: _, ...one }) => one),
    ...exportLost('malformed'),
  },
  {
    name: 'an export with one person who cannot be read',
    company: exportedLedger((one) => ({ ...one, users: [...one.users, { name: 'Nobody' }] })),
    changes: lost,
    datasets: { 'onepassword/vault-access': 'malformed' },
  },
  {
    name: 'an export with the same vault twice',
    company: exported((content) => ({ ...content, vaults: [...content.vaults, content.vaults[0]] })),
    ...exportLost('malformed'),
  },
  {
    name: 'an export that is no longer true, says an event',
    company: onepassword({
      auditEvents: [
        auditEvent('LATER', 1, {
          action: 'revoke',
          object_type: 'uva',
          object_uuid: 'vault-ledger',
          aux_uuid: 'OPEVA',
        }),
      ],
    }),
    changes: { [backup]: 'unknown', [need]: 'unknown' },
    because: [
      [backup, 'Ledger', 'unknown', /Membership changed on 2026-11-22, after the export of 2026-11-21/],
    ],
  },
  {
    name: 'somebody who left a group since the export',
    company: onepassword({
      auditEvents: [
        auditEvent('LATER', 1, {
          action: 'leave',
          object_type: 'gm',
          object_uuid: 'group-books',
          aux_uuid: 'OPEVA',
        }),
      ],
    }),
    changes: { [backup]: 'unknown', [need]: 'unknown' },
  },
  {
    name: 'a vault that only an event of a group knows',
    company: onepassword({
      auditEvents: [
        auditEvent('LATER', 1, {
          action: 'grant',
          object_type: 'gva',
          object_uuid: 'vault-hidden',
          aux_uuid: 'group-books',
        }),
      ],
    }),
    changes: { [backup]: 'unknown', [need]: 'unknown' },
  },
  {
    name: 'a vault that only an event knows',
    company: onepassword({
      auditEvents: [
        auditEvent('LATER', 1, {
          action: 'grant',
          object_type: 'uva',
          object_uuid: 'vault-hidden',
          aux_uuid: 'OPEVA',
        }),
      ],
    }),
    changes: { [backup]: 'unknown', [need]: 'unknown' },
  },
];

describe('An export of the vaults: no pass comes of', () => {
  test.concurrent.each(traps)('$name', async (trap) => void (await spring(trap)));
});
