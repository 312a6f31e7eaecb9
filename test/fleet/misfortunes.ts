import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type FleetScene, variableOf } from './scene.ts';

/** Something that befalls one organization, and what the fleet has to say of it. */
export interface Misfortune {
  readonly name: string;
  readonly outcome: 'partial' | 'failed' | 'none';
  readonly code: string;
  /** What befalls it, after its first night and before its second; and what has to be ended afterwards. */
  readonly befall: (scene: FleetScene, id: string) => (() => void) | undefined;
}

/** The environment of the second night: one secret is not there. */
export const missingSecretOf = (id: string) => ({ [variableOf(id)]: undefined });

/** Ten kinds of failure, no two alike. `slow` needs a limit on time that it goes beyond. */
export const misfortunes: readonly Misfortune[] = [
  {
    name: 'its file has a fault',
    outcome: 'none',
    code: 'configuration',
    befall: (scene, id) => void scene.configure(id, { rest: 'not-a-key: 1\n' }),
  },
  {
    name: 'its file is not there',
    outcome: 'none',
    code: 'configuration',
    befall: ({ folder }, id) => void rmSync(join(folder, id, 'exhibit.yaml')),
  },
  {
    name: 'its token is not accepted',
    outcome: 'failed',
    code: 'collected',
    befall: ({ providers }, id) => void providers.get(id)?.misbehave({ path: /./, do: 401 }),
  },
  {
    name: 'its provider closes every connection',
    outcome: 'failed',
    code: 'collected',
    befall: ({ providers }, id) => void providers.get(id)?.misbehave({ path: /./, do: 'close' }),
  },
  {
    name: 'its provider asks it to slow down for an hour',
    outcome: 'partial',
    code: 'collected',
    befall: ({ providers }, id) =>
      void providers.get(id)?.misbehave({ path: /members/, do: 429, retryAfter: 3_600 }),
  },
  {
    name: 'its provider answers with pages of HTML',
    outcome: 'partial',
    code: 'collected',
    befall: ({ providers }, id) =>
      void providers.get(id)?.misbehave({ path: /collaborators/, do: 'not-json' }),
  },
  {
    name: 'its provider never answers',
    outcome: 'none',
    code: 'timeout',
    befall: ({ providers }, id) => void providers.get(id)?.misbehave({ path: /./, do: 'stall' }),
  },
  {
    name: 'its signing key was lost',
    outcome: 'none',
    code: 'refused',
    befall: ({ folder }, id) => void rmSync(keyOf(folder, id)),
  },
  {
    name: 'its newest seal was taken away',
    outcome: 'none',
    code: 'changed',
    befall: ({ folder }, id) =>
      void rmSync(join(folder, id, 'evidence/chain/0000000001.sigstore.json'), { force: true }),
  },
  {
    name: 'another process has its locker',
    outcome: 'none',
    code: 'busy',
    befall: ({ folder }, id) => hold(join(folder, id, 'evidence')),
  },
];

function keyOf(folder: string, id: string): string {
  const place = join(folder, id, '.exhibit');
  const name = readdirSync(place).find((one) => one.endsWith('.pem'));
  return join(place, name ?? 'none');
}

/** A living process that has the lock, by its own account. */
function hold(locker: string): () => void {
  mkdirSync(locker, { recursive: true });
  const holder: ChildProcess = spawn('sleep', ['900']);
  const lock = { token: 'another', pid: holder.pid, host: hostname(), run: 'one', since: 'now' };
  const file = join(locker, '.lock');
  const write = (): void => {
    writeFileSync(`${file}.new`, JSON.stringify(lock));
    // As the clock says that tests run under; a disk has one of its own.
    utimesSync(`${file}.new`, new Date(), new Date());
    renameSync(`${file}.new`, file);
  };
  write();
  const beat = setInterval(write, 5_000);
  return () => {
    clearInterval(beat);
    holder.kill();
    rmSync(file, { force: true });
  };
}
