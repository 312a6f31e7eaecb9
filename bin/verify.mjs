/** `verify.mjs`, one file for Node alone. What hashes beside it runs from the same file. */
import { isMainThread } from 'node:worker_threads';

const least = 22;

if (!isMainThread) await import('../lib/seal/verify/hash-worker.mjs');
else if (Number(process.versions.node.split('.')[0]) < least) {
  process.stderr.write(`verify.mjs: Node ${least} or later is needed, and this is ${process.version}.\n`);
  process.exitCode = 2;
} else {
  const { verifyAlone } = await import('../lib/cli/verifying/alone.ts');
  process.exitCode = await verifyAlone(process.argv.slice(2));
}
