export type Shell = 'bash' | 'zsh' | 'fish';

/** What may stand in a place: one of these names, a file, or what no shell can know. */
export type Offered = readonly string[] | 'files' | 'nothing';

export interface CompletedFlag {
  /** With its dashes. */
  readonly name: string;
  /** One letter; null where it has none. */
  readonly short: string | null;
  readonly description: string;
  /** What its value is; null where it takes none. */
  readonly value: Offered | null;
}

/** A command as a shell completes it. */
export interface Completed {
  /** As it is typed after `exhibit`, such as `fleet run`; empty before any command. */
  readonly called: string;
  readonly description: string;
  readonly flags: readonly CompletedFlag[];
  /** What may stand where no flag does. */
  readonly offered: Offered;
}

/** What a shell reads so that it completes `exhibit`. It calls nothing, so that it takes no time. */
export function completionScript(shell: Shell, commands: readonly Completed[]): string {
  return { bash, zsh, fish }[shell](commands);
}

type Script = (commands: readonly Completed[]) => string;

const bash: Script = (commands) => `# exhibit completion bash
_exhibit() {
  local word=\${COMP_WORDS[COMP_CWORD]} called='' words='' at
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    [[ \${COMP_WORDS[at]} == -* ]] && continue
    called+="\${called:+ }\${COMP_WORDS[at]}"
    case $called in ${groupsOf(commands).join('|')}) ;; *) break ;; esac
  done
  case \${COMP_WORDS[COMP_CWORD-1]} in
${valuesOf(commands)
  .map(([names, value]) => `    ${names.join('|')}) ${inBash(value)} ;;`)
  .join('\n')}
    *) case $called in
${commands
  .map(
    ({ called, flags, offered }) =>
      `      '${called}') if [[ $word == -* ]]; then words='${namesOf(flags).join(' ')}'; else ${inBash(offered)}; fi ;;`,
  )
  .join('\n')}
    esac ;;
  esac
  [[ -n $words ]] && COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _exhibit exhibit
`;

/** `complete -o default` offers files where no word is; a shell before 4 cannot be told otherwise. */
function inBash(offered: Offered): string {
  if (offered === 'files') return ':';
  return offered === 'nothing' ? 'compopt +o default 2> /dev/null' : `words='${offered.join(' ')}'`;
}

const zsh: Script = (commands) => `#compdef exhibit
_exhibit() {
  local called='' at
  for ((at = 2; at < CURRENT; at++)); do
    [[ $words[at] == -* ]] && continue
    called+="\${called:+ }$words[at]"
    case $called in ${groupsOf(commands).join('|')}) ;; *) break ;; esac
  done
  case $words[CURRENT-1] in
${valuesOf(commands)
  .map(([names, value]) => `    ${names.join('|')}) ${inZsh(value)}; return ;;`)
  .join('\n')}
  esac
  case $called in
${commands
  .map(
    ({ called, flags, offered }) =>
      `    '${called}') if [[ $PREFIX == -* ]]; then compadd -- ${namesOf(flags).join(' ')}; else ${described(called, commands) ?? inZsh(offered)}; fi ;;`,
  )
  .join('\n')}
  esac
}
if [[ $funcstack[1] == _exhibit ]]; then _exhibit "$@"; else compdef _exhibit exhibit; fi
`;

function inZsh(offered: Offered): string {
  if (offered === 'files') return '_files';
  return offered === 'nothing' ? ':' : `compadd -- ${offered.join(' ')}`;
}

/** A list of commands, with what each does. */
function described(called: string, commands: readonly Completed[]): string | null {
  const inner = within(called, commands);
  if (inner.length === 0) return null;
  const entries = inner.map(({ name, description }) => quoted(`${name}:${description}`));
  return `local -a commands=(${entries.join(' ')}); _describe command commands`;
}

const fish: Script = (commands) =>
  [
    '# exhibit completion fish',
    'function __exhibit_called',
    '  set -l called',
    '  for word in (commandline -opc)[2..-1]',
    "    string match -q -- '-*' $word; and continue",
    '    set -a called $word',
    `    contains -- "$called" ${groupsOf(commands).join(' ')}; or break`,
    '  end',
    '  test "$called" = "$argv[1]"',
    'end',
    'complete -c exhibit -f',
    ...commands.flatMap((command) => fishLines(command, commands)),
    '',
  ].join('\n');

function fishLines({ called, flags, offered }: Completed, commands: readonly Completed[]): string[] {
  const here = `complete -c exhibit -n '__exhibit_called "${called}"'`;
  const inner = within(called, commands);
  return [
    ...flags.map(
      ({ name, short, description, value }) =>
        `${here} -l ${name.slice(2)}${short === null ? '' : ` -s ${short}`}${value === null ? '' : ` ${inFish(value)}`} -d ${quoted(description)}`,
    ),
    ...(inner.length > 0
      ? inner.map(({ name, description }) => `${here} -a ${name} -d ${quoted(description)}`)
      : offered === 'nothing'
        ? []
        : [`${here} ${offered === 'files' ? '-F' : `-a '${offered.join(' ')}'`}`]),
  ];
}

function inFish(value: Offered): string {
  if (value === 'files') return '-r -F';
  return value === 'nothing' ? '-x' : `-x -a '${value.join(' ')}'`;
}

/** The commands that stand one word further than `called`. */
function within(called: string, commands: readonly Completed[]) {
  const lead = called === '' ? '' : `${called} `;
  return commands.flatMap(({ called: one, description }) => {
    const name = one.startsWith(lead) ? one.slice(lead.length) : '';
    return name === '' || name.includes(' ') ? [] : [{ name, description }];
  });
}

/** Commands that have others within. */
function groupsOf(commands: readonly Completed[]): string[] {
  return commands
    .map(({ called }) => called)
    .filter((called) => called !== '' && within(called, commands).length > 0);
}

const namesOf = (flags: readonly CompletedFlag[]): string[] => flags.map(({ name }) => name);

/** Flags that take a value, those of one kind of value together. A flag means the same wherever it is. */
function valuesOf(commands: readonly Completed[]): [string[], Offered][] {
  const values = new Map(
    commands.flatMap(({ flags }) =>
      flags.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const])),
    ),
  );
  const kinds = Map.groupBy(values, ([, value]) => (typeof value === 'string' ? value : value.join(' ')));
  return [...kinds.values()].flatMap((alike) => {
    const value = alike[0]?.[1];
    return value === undefined ? [] : [[alike.map(([name]) => name), value] as [string[], Offered]];
  });
}

/** In single quotes, which all three shells understand alike where there is none within. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '’').replaceAll('\\', '')}'`;
}
