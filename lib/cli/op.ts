import { spawn } from 'node:child_process';
import type { RunOp } from '../providers/onepassword/export/run-op.ts';
import { inert } from '../text/inert.ts';
import { CommandError } from './exit.ts';

/** What `op` printed, and how it ended. */
interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Asks 1Password's command line, as it is found on the path and signed in. It may ask the person at the keyboard. */
export const runOp: RunOp = async (args) => {
  const { code, err, out } = await run([...args, '--format', 'json']);
  if (code !== 0) throw refusal(args, code, err);
  if (out.trim() === '') return undefined;
  try {
    return JSON.parse(out);
  } catch {
    // The parser's own message quotes the answer.
    throw new CommandError(`op ${args.join(' ')} answered with text that is not JSON. Nothing was written.`);
  }
};

function run(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const op = spawn('op', args, { stdio: ['inherit', 'pipe', 'pipe'], windowsHide: true });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    op.stdout.on('data', (part: Buffer) => out.push(part));
    op.stderr.on('data', (part: Buffer) => err.push(part));
    op.on('error', (error: NodeJS.ErrnoException) => reject(notStarted(error)));
    op.on('close', (code) =>
      resolve({ code, out: String(Buffer.concat(out)), err: String(Buffer.concat(err)) }),
    );
  });
}

function notStarted({ code }: NodeJS.ErrnoException): CommandError {
  if (code !== 'ENOENT') return new CommandError(`op could not be started (${code}). Nothing was written.`);
  return new CommandError(
    'op, the command line of 1Password, was not found. Install it (https://developer.1password.com/docs/cli/get-started) and sign in, or let somebody who has it run onepassword-export.sh, which exhibit init writes.',
  );
}

function refusal(args: readonly string[], code: number | null, err: string): CommandError {
  const said = inert(err.trim().split('\n')[0] ?? '').slice(0, 300);
  if (
    /not (currently )?signed in|no accounts? (is )?configured|session expired|authorization prompt dismissed/i.test(
      err,
    )
  )
    return new CommandError(
      `op is not signed in: run \`eval $(op signin)\` as an owner or administrator, then this again. Nothing was written. It said: ${said}`,
    );
  return new CommandError(
    `op ${args.join(' ')} ended with ${code ?? 'a signal'}: ${said || 'it did not say why'}. Nothing was written. An export needs an owner or administrator.`,
  );
}
