import { execFile } from 'node:child_process';

/** A person may have to unlock 1Password meanwhile. */
const limitMs = 60_000;
const mostBytes = 1024 * 1024;

/** Why `op` gave no secret. Its own words are left out: nobody knows what is in them. */
export class ItemUnread extends Error {
  override readonly name = 'ItemUnread';
}

/** Reads `op://vault/item/field` by the program `op`, which has to be signed in. Throws `ItemUnread`. */
export function readItem(
  reference: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const options = {
    env: { ...environment },
    timeout: limitMs,
    maxBuffer: mostBytes,
    encoding: 'utf8' as const,
    windowsHide: true,
  };
  return new Promise((resolve, reject) => {
    execFile('op', ['read', '--no-newline', reference], options, (error, stdout) => {
      if (error) reject(unread(error));
      else resolve(stdout);
    });
  });
}

function unread(error: { readonly code?: unknown; readonly killed?: boolean }): ItemUnread {
  if (error.code === 'ENOENT') return new ItemUnread('there is no program `op` on the path');
  if (error.killed) return new ItemUnread(`\`op\` gave no answer in ${limitMs / 1000} s`);
  return new ItemUnread(`\`op read\` ended with status ${String(error.code)}`);
}
