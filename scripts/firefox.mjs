/**
 * Prints where this machine's Firefox is and what drives it, as JSON. Ends with status 1 and one line on standard error where
 * there is none: it is installed with the machine, and never fetched (`apt-get install firefox-esr`).
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tool } from './tool.mjs';

const folders = (process.env.PATH ?? '').split(delimiter);
const program = ['firefox-esr', 'firefox']
  .flatMap((name) => folders.map((folder) => join(folder, name)))
  .find((path) => existsSync(path));

try {
  if (!program) throw new Error('no firefox-esr and no firefox is in PATH');
  const driver = join(tool('firefox'), 'puppeteer-core', 'lib', 'puppeteer', 'puppeteer-core.js');
  if (!existsSync(driver)) throw new Error(`${driver} is not there`);
  process.stdout.write(`${JSON.stringify({ program, driver })}\n`);
} catch (error) {
  process.stderr.write(`There is no Firefox here: ${String(error.message).split('\n')[0]}\n`);
  process.exit(1);
}
