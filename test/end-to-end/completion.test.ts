import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { stage } from './harness.ts';

/** What is typed before the tab, and what stands there after it. */
const typed: readonly (readonly [string, string])[] = [
  ['exhibit rot', 'exhibit rotate-key'],
  ['exhibit status github.mfa-r', 'exhibit status github.mfa-required'],
  ['exhibit sample --control github.mfa-r', 'exhibit sample --control github.mfa-required'],
  ['exhibit run --dr', 'exhibit run --dry-run'],
  ['exhibit completion z', 'exhibit completion zsh'],
  ['exhibit fleet ver', 'exhibit fleet verify'],
];

const isThere = (shell: string) => spawnSync(shell, ['--version']).status === 0;

/** Types into a zsh with a terminal of its own. A hook says when it listens, and a key shows the line as it is by then. */
const inZsh = `zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'PROMPT=; autoload -U compinit; compinit -D -u; source ./completion; ready() { print -n "REA""DY" }; zle -N zle-line-init ready; show() { print -r -- "<$BUFFER>" }; zle -N show; bindkey "^X" show'
zpty -r -m z line '*READY*'
zpty -w -n z "$1"$'\\t\\x18'
zpty -r -m z line '*<*>*'
print -r -- "\${\${line##*<}%%>*}"
zpty -d z
`;

/** fish answers of itself what a tab would offer: the last word, whole. */
const inFish = 'source ./completion; complete -C $argv[1]';

const ways: readonly (readonly [string, (line: string) => readonly string[]])[] = [
  ['zsh', (line) => ['-f', 'type.zsh', line]],
  ['fish', (line) => ['--no-config', '-c', inFish, line]],
];

for (const [shell, wordsFor] of ways)
  (isThere(shell) ? test : test.skip)(`Completion works in ${shell}, where it is installed`, async () => {
    await using scene = await stage({});
    const { stdout } = await scene.exhibit(['completion', shell]);
    writeFileSync(join(scene.folder, 'completion'), stdout);
    writeFileSync(join(scene.folder, 'type.zsh'), inZsh);
    for (const [line, completed] of typed) {
      const { stdout: shown } = spawnSync(shell, wordsFor(line), {
        cwd: scene.folder,
        encoding: 'utf8',
        timeout: 20_000,
      });
      const offered = shown.trim().split('\t')[0] ?? '';
      expect(shell === 'fish' ? `${line.replace(/\S+$/, '')}${offered}` : offered).toBe(completed);
    }
  });
