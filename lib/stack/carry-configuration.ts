import { readFileSync, writeFileSync } from 'node:fs';
import { custom } from '#custom-controls';
import { carriedFor, carriedName } from '../config/carried.ts';
import { checkConfiguration } from '../config/parse.ts';
import { catalog } from '../controls/catalog.ts';
import { manifests } from '../providers/manifests.ts';

// Copies a configuration and puts what it says, checked, beside it, for a bundle:
// `node lib/stack/carry-configuration.ts FROM TO`.
const [from = '', to = ''] = process.argv.slice(2);
const bytes = readFileSync(from);
const text = bytes.toString('utf8');
const known = { providers: manifests, controls: catalog, custom };
writeFileSync(to, bytes);
writeFileSync(carriedName(to), carriedFor(text, checkConfiguration(text, { file: from, known })));
