import { resolve } from 'node:path';
import { isS3Location } from '../locker/s3/location.ts';

/** Where the caller stands: npm runs its scripts in the project's folder and remembers the caller's. */
export function callerFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return environment.INIT_CWD ?? process.cwd();
}

/** A path from the command line, relative to where the caller stands. */
export function callerPath(path: string): string {
  return resolve(callerFolder(), path);
}

/** A locker from the command line: a folder, relative to where the caller stands, or a place in a bucket as it is. */
export function callerLocker(location: string): string {
  return isS3Location(location) ? location : callerPath(location);
}
