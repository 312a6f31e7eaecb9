import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a program of ours in a process of its own, with this one's options of Node, and gives what it printed as JSON.
 * Throws where it ends with another status than 0.
 */
export async function childAnswer<Answer>(
  program: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const child = spawn(process.execPath, [...process.execArgv, program, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${program} ${words[0] ?? ''} ended with status ${code}.`);
  return JSON.parse(text) as Answer;
}
