#!/usr/bin/env node
/** The command `exhibit` as it is installed. An older Node would fail at something that says nothing. */
const least = 22;

if (Number(process.versions.node.split('.')[0]) >= least) await import('./exhibit.ts');
else {
  process.stderr.write(`exhibit: Node ${least} or later is needed, and this is ${process.version}.\n`);
  process.exitCode = 2;
}
