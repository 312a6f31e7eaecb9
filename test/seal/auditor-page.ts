import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../docs/VERIFY.md', import.meta.url), 'utf8');
const scripts = page.split('```sh\n').slice(1);
const [first, second, third] = scripts.map((part) => part.split('```')[0] ?? '');
if (first === undefined || second === undefined || third === undefined)
  throw new Error('docs/VERIFY.md has other commands than its tests know.');

/** The commands of the auditor's page, exactly as they stand there. */
export const checkAll = first;
export const nightsDue = second;
export const oneNight = third;
