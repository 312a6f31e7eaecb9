/** How `npm run test:dates` shifts the clock of a process, and where it puts it. */
const shifting = ['LD_PRELOAD', 'FAKETIME', 'FAKETIME_DONT_FAKE_MONOTONIC', 'TZ'];

/** What a child process that is given an environment of its own needs to see the same clock as the test does. */
export function clockEnvironment(): Record<string, string> {
  return Object.fromEntries(
    shifting.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
