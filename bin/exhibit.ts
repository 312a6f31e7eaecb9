import { main } from '../lib/cli/program.ts';

// Whoever reads our output may stop at any time (`exhibit verify | head`). That needs no message, but what was not
// said is not "nothing to object to": under `set -o pipefail` 0 would be false assurance.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(2);
  throw error;
});

process.exitCode = await main(process.argv.slice(2));
