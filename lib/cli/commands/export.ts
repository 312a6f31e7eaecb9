import { rename, rm, writeFile } from 'node:fs/promises';
import { type MadeExport, makeExport } from '../../providers/onepassword/export/make-export.ts';
import { OddOutputError } from '../../providers/onepassword/export/run-op.ts';
import type { Clock } from '../clock.ts';
import type { ExportOptions } from '../definitions/people.ts';
import { CommandError, type ExitCode } from '../exit.ts';
import { runOp } from '../op.ts';
import { callerPath } from '../paths.ts';
import { terminal } from '../terminal.ts';
import { plural } from '../text.ts';

/** `exhibit export`: who has which vault, as `op` tells it. The file is whole or not there. */
export async function exportCommand(
  _provider: 'onepassword',
  options: ExportOptions,
  clock: Clock,
): Promise<ExitCode> {
  const { out, withTitles } = options;
  const file = callerPath(out ?? 'onepassword-export.json');
  const made = await makeExport(runOp, { withTitles: withTitles === true, clock }).catch(
    (error: unknown): MadeExport => {
      throw error instanceof OddOutputError ? new CommandError(error.message) : error;
    },
  );
  await writeWhole(file, `${JSON.stringify(made.value, null, 2)}\n`);
  const { groups, vaults } = made;
  terminal(options).out(`Wrote ${file}: ${plural(vaults, 'vault')}, ${plural(groups, 'group')}.`);
  return 0;
}

/** Names and addresses are nobody else's business, and half an export nobody's. */
async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  try {
    await writeFile(part, text, { mode: 0o600 });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
