/**
 * Makes sure that there is a browser to open the auditor's page in, and prints the path of its program. Ends with status 1
 * and one line on standard error where it cannot be had.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { tool } from './tool.mjs';

try {
  const load = createRequire(join(tool('browser'), 'any.js'));
  const { default: chromium } = load('@sparticuz/chromium');
  const program = await chromium.executablePath();
  if (!existsSync(program)) throw new Error(`${program} is not there`);
  process.stdout.write(`${program}\n`);
} catch (error) {
  process.stderr.write(`There is no browser here: ${String(error.message).split('\n')[0]}\n`);
  process.exit(1);
}
