import { main } from '../../lib/cli/program.ts';
import type { HostedCall } from './hosts.ts';

/**
 * Runs the command line again and again in one process, for tests of what it says: starting Node and loading the
 * providers' libraries takes most of a call's time. Each call has its own environment, folder, output and, where it names one, time.
 */
process.on('message', (call: HostedCall) => {
  runCall(call).then((outcome) => process.send?.(outcome));
});

async function runCall({ words, environment, cwd, now }: HostedCall) {
  process.env = { ...environment };
  process.chdir(cwd);
  const output = { stdout: '', stderr: '' };
  process.stdout.write = kept((text) => {
    output.stdout += text;
  });
  process.stderr.write = kept((text) => {
    output.stderr += text;
  });
  const status = await (now === undefined ? main(words) : main(words, () => new Date(now)));
  return { status, ...output };
}

function kept(keep: (text: string) => void): typeof process.stdout.write {
  return (text: string | Uint8Array) => {
    keep(typeof text === 'string' ? text : Buffer.from(text).toString());
    return true;
  };
}
