import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openZipReader } from '../lib/zip/zip-reader.ts';

export interface DemoPackage {
  /** The package, unpacked. */
  readonly folder: string;
  readonly zip: string;
  /** The company's locker and its public key. */
  readonly locker: string;
  readonly publicKey: string;
  /** The configuration that it was made with; it names the key as trusted. */
  readonly config: string;
}

const program = fileURLToPath(new URL('../bin/exhibit.ts', import.meta.url));
const run = promisify(execFile);

/** Thirty nights of Fathom Ferries, and the package of them as its auditor would get it. @param folder an empty one */
export async function makeDemoPackage(folder: string): Promise<DemoPackage> {
  const made = JSON.parse(await exhibit(['demo', '--out', join(folder, 'demo'), '--json']));
  const { config, locker, publicKey } = made as Record<'config' | 'locker' | 'publicKey', string>;
  const zip = join(folder, 'package.zip');
  await packageOf(config, '2026-10-24', '2026-11-22', zip);
  const unpacked = join(folder, 'package');
  await unpackZip(zip, unpacked);
  return { folder: unpacked, zip, locker, publicKey, config };
}

/** Packages some days of it, both included. @param zip the file to write */
export async function packageOf(config: string, from: string, to: string, zip: string): Promise<void> {
  await exhibit(['package', '--config', config, '--from', from, '--to', to, '--out', zip, '--json']);
}

/** Calls the program as a person would, and returns what it printed. */
async function exhibit(args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [program, ...args], {
    maxBuffer: 1 << 28,
    env: { ...process.env, EXHIBIT_DEMO_LAST_NIGHT: '2026-11-22' },
  });
  return stdout;
}

export async function unpackZip(zip: string, into: string): Promise<void> {
  const reader = await openZipReader(zip);
  try {
    for (const { path } of await reader.files('')) {
      await mkdir(dirname(join(into, path)), { recursive: true });
      await writeFile(join(into, path), (await reader.read(path)) ?? '');
    }
  } finally {
    await reader.close();
  }
}
