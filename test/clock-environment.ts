/** How `npm run test:dates` shifts the clock of a process. The last one is libfaketime's own: a semaphore that all share. */
const shifting = ['LD_PRELOAD', 'FAKETIME', 'FAKETIME_DONT_FAKE_MONOTONIC', 'FAKETIME_SHARED'];

/** What a child process that is given an environment of its own needs to see the same clock as the test does. */
export function clockEnvironment(): Record<string, string> {
  return Object.fromEntries(
    [...shifting, 'TZ'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The environment for a program that the shifted clock slows down thirtyfold, and that reads no clock. */
export function withoutShift(): Record<string, string> {
  const given = Object.entries(process.env).filter(([name]) => !shifting.includes(name));
  return Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
