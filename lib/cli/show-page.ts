import { startBrowser } from './browser.ts';
import type { Terminal } from './terminal.ts';
import { wrap } from './text.ts';

/** Shows a page, and waits until a person or the system ends the command. */
export async function showUntilEnded(address: string, inBrowser: boolean, shown: Terminal): Promise<void> {
  const started = inBrowser && (await startBrowser(address));
  if (inBrowser && !started) shown.err('No browser could be started. Open this address:');
  shown.out(address);
  shown.err(wrap('It is there until this command ends: press Ctrl-C when you have read it.', shown.columns));
  await interrupted();
}

/** Resolves when a person or the system ends the command, which is how it is meant to end. */
function interrupted(): Promise<void> {
  return new Promise((ended) => {
    // A signal that is waited for keeps no process alive.
    const alive = setInterval(() => {}, 2 ** 30);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => {
        clearInterval(alive);
        ended();
      });
  });
}
