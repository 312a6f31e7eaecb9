import { readFileSync } from 'node:fs';
import type { OwnVerifier } from '../../package/verify/check-verifier.ts';
import { thisCollector } from '../collector.ts';

/** Set where a build puts everything into one file, which then is the verifier itself. */
declare const oneFile: true | undefined;

/** Beside the installed program, and in a clone where `npm run build` puts it. */
const places = ['../verify.mjs', '../../../dist/verify.mjs'];

/** `verify.mjs` as this version has it; null where it was not built, or of other sources. */
export function ownVerifier(): OwnVerifier {
  const { version, commit } = thisCollector();
  const maker = { version, commit };
  const here = typeof oneFile === 'undefined' ? places : [import.meta.url];
  for (const place of here) {
    const content = read(new URL(place, import.meta.url));
    if (content?.toString('utf8', 0, 200).startsWith(firstLine(maker))) return { maker, content };
  }
  return { maker, content: null };
}

/** How `verify.mjs` begins: with who made it. */
export function firstLine({ version, commit }: OwnVerifier['maker']): string {
  return `// Exhibit ${version} (${commit ?? 'of no commit'}): verify\n`;
}

function read(file: URL): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
