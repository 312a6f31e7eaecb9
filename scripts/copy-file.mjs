/** Copies a file to a place whose folder need not be there yet: `node scripts/copy-file.mjs FROM TO`. On any system. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const [from, to] = process.argv.slice(2);
mkdirSync(dirname(to), { recursive: true });
copyFileSync(from, to);
