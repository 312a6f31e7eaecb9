import { parseArgs } from 'node:util';
import { version } from '../../version.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { readTrustedKeys } from '../reading.ts';
import { terminal } from '../terminal.ts';
import { drawProgress, inLockerWarning } from './progress.ts';
import { verdictText } from './verdict-text.ts';
import { verifyLocation } from './verify-location.ts';

const usage = `Usage: node verify.mjs PACKAGE [--key FILE]... [--timestamp-authority FILE]... [--witness-key FILE]...
                       [--head SHA256] [--rebuild] [--rejudge] [--json]

Recomputes everything in a package of Exhibit (a zip, or unpacked) or in a copy of a locker. It asks no network and needs
nothing installed but Node.

  --key FILE     a public key (PEM) to trust, from another source than the package
  --head SHA256  the last seal that you know of, from outside the package
  --rebuild      make page, tables and OSCAL again, and compare them byte for byte
  --rejudge      make records and verdicts again from the sealed answers, and compare them
`;

/** `verify.mjs`: the command `exhibit verify` without installation. Gives the exit status. */
export async function verifyAlone(args: readonly string[]): Promise<ExitCode> {
  try {
    return await verify(args);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`verify.mjs: ${error.message}\n`);
    return 2;
  }
}

async function verify(args: readonly string[]): Promise<ExitCode> {
  const { positionals, values: options } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true },
      'timestamp-authority': { type: 'string', multiple: true },
      'witness-key': { type: 'string', multiple: true },
      head: { type: 'string' },
      rebuild: { type: 'boolean' },
      rejudge: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  });
  const [place, ...more] = positionals;
  const shown = terminal(options.json === true ? { json: true } : {});
  if (options.version || options.help) {
    shown.out(options.version ? version : usage);
    return 0;
  }
  if (place === undefined || more.length > 0) throw new CommandError(`Name one package.\n${usage}`);
  if (options.head !== undefined && !/^[0-9a-f]{64}$/i.test(options.head))
    throw new CommandError('--head takes the SHA-256 of a seal: 64 hexadecimal digits.');
  const keys = options.key ?? [];
  const result = await verifyLocation(place, options, {
    trustedKeys: keys.length > 0 ? await readTrustedKeys(keys) : 'in-locker',
    head: options.head,
    timestampAuthorities: await readTrustedKeys(options['timestamp-authority'] ?? []),
    witnessKeys: await readTrustedKeys(options['witness-key'] ?? []),
    onProgress: shown.live ? (progress) => drawProgress(progress) : undefined,
  });
  if (shown.live) process.stderr.write('\r\u001b[K');
  if (keys.length === 0) shown.err(inLockerWarning);
  shown.out(options.json ? JSON.stringify(result) : verdictText(result, place, options, shown));
  return result.ok ? 0 : 1;
}
