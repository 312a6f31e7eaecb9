/** The commands that messages may name, with what stands before them in code and in sentences. */
const hint =
  /(?<![\w/-])exhibit (?=(?:attest|completion|controls|demo|doctor|drift|export|fleet|init|open|package|query|review|rotate-key|run|sample|services|status|verify|--help)\b)/g;

/** In a clone, whose sources run as they are, `exhibit` is no command. */
const inClone = import.meta.url.endsWith('.ts');

/** How the command line is called where this program lies. */
export const command = inClone ? 'npm run -s exhibit --' : 'exhibit';

/** A text in which every command is written as it works here. */
export function callable(text: string, calledAs = command): string {
  return calledAs === 'exhibit' ? text : text.replaceAll(hint, () => `${calledAs} `);
}
