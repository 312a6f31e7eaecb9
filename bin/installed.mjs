#!/usr/bin/env node
/** The command `exhibit` as it is installed. An older Node would fail at something that says nothing. */
const least = 22;

/**
 * A night of 100,000 people takes about 180 MB with these, and 240 to 340 without: Node lets a heap grow with the machine that
 * it runs on. Measured; both can be given otherwise in NODE_OPTIONS.
 */
const bounds = ['--min-semi-space-size=16', '--max-semi-space-size=16', '--max-old-space-size=1920'];

if (Number(process.versions.node.split('.')[0]) >= least) {
  if (isNight() && !isBounded()) process.execve?.(process.execPath, bounded(), process.env);
  await import('./exhibit.ts');
} else {
  process.stderr.write(`exhibit: Node ${least} or later is needed, and this is ${process.version}.\n`);
  process.exitCode = 2;
}

/** Only `run` reads a whole company; whatever else starts sooner as it is. */
function isNight() {
  return (
    process.platform !== 'win32' && process.argv.slice(2).find((word) => !word.startsWith('-')) === 'run'
  );
}

function isBounded() {
  return `${process.execArgv.join(' ')} ${process.env.NODE_OPTIONS ?? ''}`.includes('-space-size');
}

/** The same process with other bounds: nothing that waits for it, and signals reach it. */
function bounded() {
  return [process.execPath, ...process.execArgv, ...bounds, ...process.argv.slice(1)];
}
