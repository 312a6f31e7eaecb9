import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the runbook lies: in a clone, and in the package that is installed. */
const places = ['../../docs/runbook.md', '../docs/runbook.md'];

/** What the runbook says of each alarm, in the Markdown that a dashboard shows. Throws where there is no runbook. */
export function alarmsInRunbook(): string {
  const [, after = ''] = runbook().split('\n## Alarms\n');
  const [alarms = ''] = after.split('\n## ');
  // The documents that it links to are not there; their names still say which are meant.
  return `## Alarms\n${alarms.replaceAll(/\[([^\]]+)\]\((?!https:)[^)]*\)/g, '$1')}`;
}

function runbook(): string {
  const file = places
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((path) => existsSync(path));
  if (file === undefined)
    throw new Error('docs/runbook.md does not lie where the stack expects it. Install Exhibit again.');
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}
