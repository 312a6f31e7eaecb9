import { writeFileSync } from 'node:fs';
import { verifyLockerFolder } from '../lib/seal/verify/verify-locker.ts';

/** One verification in a process of its own: `verify-child.ts <locker>`. Leaves its usage in `usage.json`. */
const result = await verifyLockerFolder(process.argv[2] ?? '', { trustedKeys: 'in-locker' });
writeFileSync('usage.json', JSON.stringify({ peakMb: process.resourceUsage().maxRSS / 1024 }));
if (!result.ok) {
  process.stderr.write(`${JSON.stringify(result.problems.slice(0, 3))}\n`);
  process.exitCode = 1;
}
