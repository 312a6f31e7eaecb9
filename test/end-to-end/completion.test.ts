import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { night } from './company.ts';
import { type Scene, stage } from './harness.ts';
import { callHostedAt } from './hosts.ts';

/** What is typed before the tab, and what stands there after it. */
const typed: readonly (readonly [string, string])[] = [
  ['exhibit rot', 'exhibit rotate-key'],
  ['exhibit status github.mfa-r', 'exhibit status github.mfa-required'],
  ['exhibit sample --control github.mfa-r', 'exhibit sample --control github.mfa-required'],
  ['exhibit run --dr', 'exhibit run --dry-run'],
  ['exhibit completion z', 'exhibit completion zsh'],
  ['exhibit fleet ver', 'exhibit fleet verify'],
  ['exhibit fleet status github.mfa-r', 'exhibit fleet status github.mfa-required'],
  ['exhibit fleet export --ou', 'exhibit fleet export --out'],
  ['exhibit fleet run --fai', 'exhibit fleet run --failed'],
  ['exhibit help rot', 'exhibit help rotate-key'],
  ['exhibit -q status github.mfa-r', 'exhibit -q status github.mfa-required'],
  ['exhibit sample --population j', 'exhibit sample --population joiners'],
  ['exhibit init --provider ok', 'exhibit init --provider okta'],
  ['exhibit attest passwords.unique --file exhib', 'exhibit attest passwords.unique --file exhibit.yaml'],
  ['exhibit status --config exhib', 'exhibit status --config exhibit.yaml'],
  ['exhibit verify exhib', 'exhibit verify exhibit.yaml'],
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

/** Scripts that print what a shell offers after each line of a file, behind the line itself. */
const offers: readonly (readonly [string, string])[] = [
  [
    'bash',
    `source ./completion; while read -r line; do echo "> $line"; COMP_WORDS=(exhibit $line --); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _exhibit; printf '%s\\n' "\${COMPREPLY[@]}"; done < lines`,
  ],
  [
    'fish',
    'source ./completion; while read -l line; echo "> $line"; complete -C "exhibit $line --"; end < lines',
  ],
];

/** Every command, by the help of the commands above it, with the long flags that its own help lists. */
async function commandsIn(scene: Scene, above: readonly string[] = []): Promise<Map<string, string[]>> {
  const { stdout } = await scene.exhibit([...above, '--help']);
  const flags = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag]) => flag ?? '');
  const found = new Map([[above.join(' '), flags]]);
  const list = above.length === 0 ? stdout.slice(0, stdout.indexOf('Begin with:')) : stdout;
  const names =
    above.length < 2 ? [...list.matchAll(/^ {2}([a-z][\w-]*) .*\S/gm)].map(([, name]) => name ?? '') : [];
  const isGroup = above.length === 0 || stdout.includes('Commands:');
  for (const name of isGroup ? names : [])
    if (name !== 'help') for (const one of await commandsIn(scene, [...above, name])) found.set(...one);
  return found;
}

for (const [shell, script] of offers)
  (isThere(shell) ? test : test.skip)(
    `In ${shell}, every command has the flags that its help lists, and no other`,
    async () => {
      await using scene = await stage({ call: callHostedAt(night), now: () => night });
      const { stdout } = await scene.exhibit(['completion', shell]);
      writeFileSync(join(scene.folder, 'completion'), stdout);
      const commands = await commandsIn(scene);
      expect([...commands.keys()]).toEqual(
        expect.arrayContaining(['', 'rotate-key', 'fleet run', 'fleet rotate-key']),
      );
      writeFileSync(join(scene.folder, 'lines'), [...commands.keys()].map((line) => `${line}\n`).join(''));
      const { stdout: shown } = spawnSync(shell, ['-c', script], {
        cwd: scene.folder,
        encoding: 'utf8',
        timeout: 20_000,
      });
      const offered = new Map(
        shown
          .split(/^> /m)
          .slice(1)
          .map((part) => part.split('\n').map((line) => line.split('\t')[0] ?? ''))
          .map(([line = '', ...flags]) => [line, flags.filter((flag) => flag !== '')]),
      );
      const everywhere = ['--quiet', '--verbose', '--debug'];
      for (const [line, flags] of commands)
        expect([line, new Set(offered.get(line))]).toEqual([line, new Set([...flags, ...everywhere])]);
    },
  );
