// Renews lib/judging/services/two-factor-directory/entries.generated.ts from a checkout of
// github.com/2factorauth/twofactorauth, or from a file with one entry a line:
//   node scripts/two-factor-directory.mjs FOLDER
//   node scripts/two-factor-directory.mjs FILE COMMIT
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const place = fileURLToPath(
  new URL('../lib/judging/services/two-factor-directory/entries.generated.ts', import.meta.url),
);
const separator = '\t';

/** Every entry of a checkout: one file each, in folders by first letter. */
function entriesIn(folder) {
  const files = readdirSync(join(folder, 'entries'), { recursive: true }).filter((name) =>
    name.endsWith('.json'),
  );
  return files.flatMap((name) => {
    const content = JSON.parse(readFileSync(join(folder, 'entries', name), 'utf8'));
    return Object.entries(content).map(([title, entry]) => ({
      name: title,
      domain: entry.domain,
      additionalDomains: entry['additional-domains'] ?? [],
      methods: entry.tfa ?? [],
    }));
  });
}

function linesIn(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line));
}

/** Compared by code points, so that every machine writes the same file. */
function byDomain(one, other) {
  const [a, b] = [`${one.domain} ${one.name}`, `${other.domain} ${other.name}`];
  return a < b ? -1 : a > b ? 1 : 0;
}

function lineOf({ additionalDomains, domain, methods, name }) {
  const fields = [domain, name, additionalDomains.join(','), methods.join(',')];
  if (fields.some((field) => /[\t\n`\\$]/.test(field))) throw new Error(`${domain} cannot be written.`);
  return fields.join(separator);
}

const [from, named] = process.argv.slice(2);
if (!from)
  throw new Error('Name a checkout of the directory, or a file with one entry a line and its commit.');
const isFolder = statSync(from).isDirectory();
const commit = isFolder
  ? execFileSync('git', ['-C', from, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim()
  : named;
if (!/^[0-9a-f]{40}$/.test(commit ?? '')) throw new Error('Name the commit that the file was made from.');
const entries = (isFolder ? entriesIn(from) : linesIn(from)).toSorted(byDomain);
if (entries.length === 0) throw new Error(`There is no entry in ${from}.`);
writeFileSync(
  place,
  `// 2FA Directory (2fa.directory), © 2factorauth and contributors, MIT: see LICENSE.md beside this file.
// Made by scripts/two-factor-directory.mjs of ${entries.length} entries.
export const directoryCommit = '${commit}';

/** An entry a line: domain, name, additional domains, methods. */
export const directoryLines = \`
${entries.map(lineOf).join('\n')}
\`;
`,
);
