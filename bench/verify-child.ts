import { writeFileSync } from 'node:fs';
import { verifyCommand } from '../lib/cli/commands/verify.ts';
import { peakMb } from './peak.ts';

/** `exhibit verify` in a process of its own: `verify-child.ts <locker> <key> [--rebuild] [--rejudge]`. Leaves its usage in `usage.json`. */
const [locker = '', key = '', ...flags] = process.argv.slice(2);
process.exitCode = await verifyCommand(locker, {
  key: [key],
  json: true,
  ...(flags.includes('--rebuild') ? { rebuild: true } : {}),
  ...(flags.includes('--rejudge') ? { rejudge: true } : {}),
});
writeFileSync('usage.json', JSON.stringify({ peakMb: peakMb() }));
