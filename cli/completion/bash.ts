import type { CompletedCommand } from "./words.ts";

/** A script for bash, 3.2 and later. Where it offers nothing, bash offers files. */
export function bash(commands: readonly CompletedCommand[]): string {
  const named = commands.filter(({ path }) => path.length > 0);
  const values = commands.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ long, choices }) => `    ${pattern([...path, long])}) words="${choices.join(" ")}" ;;`),
  );
  return `# Completes command lines of imlc in bash.

_imlc() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" command="" words="" options="" index

  # bash takes \`--format=json\` for three words.
  if [[ $current == "=" ]]; then
    current=""
  elif [[ $previous == "=" ]]; then
    previous="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi

  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$command \${COMP_WORDS[index]}" in
    ${named.map(({ path }) => `"${parent(path)} ${path.at(-1)}"`).join(" | ")})
      command="\${command:+$command }\${COMP_WORDS[index]}" ;;
    esac
  done

  COMPREPLY=()
  case "\${command:+$command }$previous" in
${values.join("\n")}
    *)
      case "$command" in
${commands.map(offered).join("\n")}
      esac
      if [[ $current == -* ]]; then words="$options"; fi ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}

complete -o default -F _imlc imlc
`;
}

function offered({ path, commands, options, choices }: CompletedCommand): string {
  const flags = options.flatMap(({ long, short }) => (short === undefined ? [long] : [short, long]));
  const words = [...commands.map(({ name }) => name), ...choices];
  return `        ${pattern(path)}) words="${words.join(" ")}" options="${flags.join(" ")}" ;;`;
}

function parent(path: readonly string[]): string {
  return path.slice(0, -1).join(" ");
}

function pattern(words: readonly string[]): string {
  return `"${words.join(" ")}"`;
}
