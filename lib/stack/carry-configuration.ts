import { readFileSync, writeFileSync } from 'node:fs';
import { carriedFor, carriedName } from '../config/carried.ts';
import { readSource } from '../config/source.ts';

// Copies a configuration and puts its values beside it, for a bundle: `node lib/stack/carry-configuration.ts FROM TO`.
const [from = '', to = ''] = process.argv.slice(2);
const text = readFileSync(from);
writeFileSync(to, text);
const source = readSource(text.toString('utf8'));
if (source.faults.length > 0) throw new Error(`${from} is not sound any more. Deploy again once it is.`);
writeFileSync(carriedName(to), carriedFor(text.toString('utf8'), source.value));
