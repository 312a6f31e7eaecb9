#!/usr/bin/env node
/** The command `exhibit` as it is installed. An older Node would fail at something that says nothing. */
const least = [22, 22];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > least[0] || (major === least[0] && minor >= least[1])) await import('./exhibit.ts');
else {
  process.stderr.write(
    `exhibit: Node ${least.join('.')} or later is needed, and this is ${process.version}.\n`,
  );
  process.exitCode = 2;
}
