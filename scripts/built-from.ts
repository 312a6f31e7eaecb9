import { execFileSync } from 'node:child_process';
import { root } from './bundling.ts';

/** What of the project a build is made from. */
const sources = ['bin', 'demo', 'lambdas', 'lib', 'scripts', 'package.json', 'package-lock.json'];

/** The commit that a build is made from, and its day (YYYY-MM-DD, in UTC). */
export interface BuiltFrom {
  readonly commit: string | null;
  readonly date: string | null;
}

/** Null where there is no git, and where the sources are not those of the commit: then no commit is what was built. */
export function builtFrom(): BuiltFrom {
  try {
    if (git('status', '--porcelain', '--', ...sources) !== '') return { commit: null, date: null };
    const [commit = '', seconds = ''] = git('show', '--no-patch', '--format=%H %ct', 'HEAD').split(' ');
    return { commit, date: new Date(Number(seconds) * 1000).toISOString().slice(0, 10) };
  } catch {
    return { commit: null, date: null };
  }
}

function git(...words: readonly string[]): string {
  return execFileSync('git', words, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
