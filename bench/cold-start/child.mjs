/**
 * `child.mjs BUNDLE [EVENT]`, in a fresh process: loads a bundle, and calls its handler once when an event is given.
 * Prints the milliseconds of processor time until it was loaded and until it had answered, and the answer.
 */
const [file, event] = process.argv.slice(2);
const began = process.cpuUsage();
const sinceThen = () => {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
};
const { handler } = await import(file);
const loadedMs = sinceThen();
// A function's log would stand between.
const { write } = process.stdout;
process.stdout.write = () => true;
const answer = event === undefined ? null : await handler(JSON.parse(event), {});
const answeredMs = sinceThen();
process.stdout.write = write;
process.stdout.write(JSON.stringify({ loadedMs, answeredMs, answer }), () => process.exit(0));
