import { main } from '../lib/cli/program.ts';

// Whoever reads our output may stop at any time (`exhibit status | head`); that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2));
