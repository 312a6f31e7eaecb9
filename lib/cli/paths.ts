import { resolve } from 'node:path';

/** Where the caller stands: npm runs its scripts in the project's folder and remembers the caller's. */
export function callerFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return environment.INIT_CWD ?? process.cwd();
}

/** A path from the command line, relative to where the caller stands. */
export function callerPath(path: string): string {
  return resolve(callerFolder(), path);
}
