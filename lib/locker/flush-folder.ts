import { open } from 'node:fs/promises';

/** What file systems say that keep no folder open: there a name is as safe as its file. */
const notOffered: ReadonlySet<string | undefined> = new Set([
  'EBADF',
  'EINVAL',
  'EISDIR',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
]);

/** Flushes the names in a folder, so that no power cut takes a new one away again. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(nullWhenNotOffered);
  try {
    await handle?.sync().catch(nullWhenNotOffered);
  } finally {
    await handle?.close();
  }
}

function nullWhenNotOffered(error: NodeJS.ErrnoException): null {
  if (notOffered.has(error.code)) return null;
  throw error;
}
