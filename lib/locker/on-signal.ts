const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Has something tidied up, at once, when a person or the system ends the process, which then ends by that signal as it
 * would have. Returns what takes that back.
 */
export function onSignal(tidy: () => void): () => void {
  const ended = (signal: NodeJS.Signals) => {
    forget();
    tidy();
    // Others may have something to tidy up as well; the last of them ends it.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = () => {
    for (const signal of signals) process.removeListener(signal, ended);
  };
  for (const signal of signals) process.on(signal, ended);
  return forget;
}
