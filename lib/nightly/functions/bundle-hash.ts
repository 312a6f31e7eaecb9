import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../../config/environment.ts';
import { hashOfFile } from '../../locker/file-hash.ts';

/**
 * SHA-256 of the file that this code runs from, where that is the one bundle that AWS Lambda was given: it lies right in
 * the folder that Lambda unpacks it to. Null anywhere else, where one file says nothing about the rest.
 * @param url of the module that asks; in a bundle, that of the bundle
 */
export async function runningBundle(
  environment: Environment,
  url: string = import.meta.url,
): Promise<string | null> {
  const file = fileURLToPath(url);
  const unpacked = environment.LAMBDA_TASK_ROOT;
  return unpacked !== undefined && dirname(file) === unpacked ? await hashOfFile(file) : null;
}
