import { createContext, Script } from 'node:vm';
import { clip } from '../text/clip.ts';

/** Milliseconds that a file may take to say its declaration. */
const longest = 1000;

/** A file that is no module with a declaration; the message says why, to be read after the file's name. */
export class OwnProviderError extends Error {
  override readonly name = 'OwnProviderError';
}

/**
 * What a module without dependencies exports by default. It is given the language and nothing else: no network, no file, no
 * environment, no clock, no chance. This keeps honest files pure, and holds no hostile one: it is the company's own code.
 * Throws `OwnProviderError`.
 */
export function defaultExportOf(text: string, name: string): unknown {
  const code = withoutText(text);
  if (/\bimport\b/.test(code))
    throw new OwnProviderError('imports something — it must be complete in one file');
  const context = createContext(Object.create(null), {
    codeGeneration: { strings: false, wasm: false },
    microtaskMode: 'afterEvaluate',
  });
  try {
    new Script('delete globalThis.Date; delete Math.random;').runInContext(context);
    return new Script(asScript(text, code), { filename: name }).runInContext(context, { timeout: longest });
  } catch (error) {
    if (error instanceof OwnProviderError) throw error;
    throw new OwnProviderError(`cannot be run: ${clip(messageOf(error), 300)} — correct it`, {
      cause: error,
    });
  }
}

/** The same length, with blanks where comments and texts are. */
function withoutText(text: string): string {
  return text.replace(wordy, (found) => found.replace(/[^\n]/g, ' '));
}

const wordy = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

/** Lines stay where they are, so that messages name the right one. */
function asScript(text: string, code: string): string {
  const found = [...code.matchAll(/\bexport\b(\s+default\b)?/g)];
  const [first] = found;
  if (found.length !== 1 || !first?.[1])
    throw new OwnProviderError('must have one export, `export default` with the declaration');
  const before = text.slice(0, first.index);
  const after = text.slice(first.index + first[0].length);
  return `'use strict'; (() => { let $declared;${before} $declared = ${after}\nreturn $declared; })()`;
}

/** Also of an error that was made where the file ran. */
function messageOf(error: unknown): string {
  const { message } = Object(error) as { message?: unknown };
  return typeof message === 'string' ? message : String(error);
}
