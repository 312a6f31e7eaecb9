import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Copy {
  readonly folder: string;
  /** All files of the project that Git knows of or would. */
  readonly files: readonly string[];
  remove(): void;
}

/** The project elsewhere, so that nothing that is broken in it is ever found in one's own files. */
export function copyOf(root: string): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-mutants-'));
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const files = execFileSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\0')
    .filter((file) => file !== '');
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file), { verbatimSymlinks: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, files, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
