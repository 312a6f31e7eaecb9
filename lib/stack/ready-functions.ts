import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of functions that lies beside this code where it is installed. Throws where it does not. */
export function builtFunctions(): string {
  const folder = fileURLToPath(new URL('./functions', import.meta.url));
  if (existsSync(folder)) return folder;
  throw new Error(
    'There are no functions to deploy beside the construct. Take it from the installed package (exhibit/cdk), or name a folder of functions (functions:).',
  );
}
