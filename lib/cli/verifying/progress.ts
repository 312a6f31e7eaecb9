import type { VerifyProgress } from '../../seal/verify/verify-runs.ts';
import { plural } from '../text.ts';

export const inLockerWarning =
  'Warning: no key was named, so the keys in the locker were trusted. Whoever can write the locker could have ' +
  'put them there: pass --key with a public key from another source.';

export function drawProgress({ files, bytes }: VerifyProgress): void {
  process.stderr.write(
    `\r\u001b[KVerifying … ${plural(files, 'file')}, ${Math.round(bytes / 1e6).toLocaleString('en')} MB`,
  );
}
