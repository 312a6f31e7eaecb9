export type Shell = 'bash' | 'zsh' | 'fish';

/** A command as a shell completes it. */
export interface Completed {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly string[];
  /** What may stand where no flag does; files where there is none. */
  readonly choices: readonly string[];
  /** Whether it has `--control`. */
  readonly controlFlag: boolean;
}

/** What a shell reads so that it completes `exhibit`. It calls nothing, so that it takes no time. */
export function completionScript(
  shell: Shell,
  commands: readonly Completed[],
  controls: readonly string[],
): string {
  return { bash, zsh, fish }[shell](commands, controls);
}

type Script = (commands: readonly Completed[], controls: readonly string[]) => string;

const bash: Script = (commands, controls) => `# exhibit completion bash
_exhibit() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    words='${commands.map(({ name }) => name).join(' ')} --help --version'
  elif [[ $before == --control ]]; then
    words='${controls.join(' ')}'
  else
    case \${COMP_WORDS[1]} in
${commands.map(bashCase).join('\n')}
    esac
  fi
  [[ -n $words ]] && COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _exhibit exhibit
`;

function bashCase({ name, flags, choices }: Completed): string {
  return `      ${name})
        if [[ $word == -* ]]; then words='${flags.join(' ')}'; else words='${choices.join(' ')}'; fi ;;`;
}

const zsh: Script = (commands, controls) =>
  `#compdef exhibit
_exhibit() {
  local -a commands words
  commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join('\n')}
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  if [[ $words[CURRENT-1] == --control ]]; then
    compadd -- ${controls.join(' ')}
    return
  fi
  case $words[2] in
${commands.map(zshCase).join('\n')}
  esac
}
if [[ $funcstack[1] == _exhibit ]]; then _exhibit "$@"; else compdef _exhibit exhibit; fi
`.replace('  local -a commands words\n', '  local -a commands\n');

function zshCase({ name, flags, choices }: Completed): string {
  const others = choices.length > 0 ? `compadd -- ${choices.join(' ')}` : '_files';
  return `    ${name})
      if [[ $PREFIX == -* ]]; then compadd -- ${flags.join(' ')}; else ${others}; fi ;;`;
}

const fish: Script = (commands, controls) =>
  [
    '# exhibit completion fish',
    'complete -c exhibit -n __fish_use_subcommand -f',
    ...commands.flatMap((command) => fishLines(command, controls)),
    '',
  ].join('\n');

function fishLines(
  { name, description, flags, choices, controlFlag }: Completed,
  controls: readonly string[],
) {
  const within = `complete -c exhibit -n '__fish_seen_subcommand_from ${name}'`;
  return [
    `complete -c exhibit -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ...[...new Set(flags)].map((flag) =>
      controlFlag && flag === '--control'
        ? `${within} -l control -x -a '${controls.join(' ')}'`
        : `${within} -l ${flag.slice(2)}`,
    ),
    ...(choices.length > 0 ? [`${within} -f -a '${choices.join(' ')}'`] : []),
  ];
}

/** In single quotes, which all three shells understand alike where there is none within. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '’').replaceAll('\\', '')}'`;
}
