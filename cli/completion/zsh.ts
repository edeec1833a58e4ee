import type { CompletedCommand, CompletedOption } from "./words.ts";

/** A script for zsh: a function for each command, of which those with commands below hand over to theirs. */
export function zsh(commands: readonly CompletedCommand[]): string {
  return [
    "#compdef imlc",
    "# Completes command lines of imlc in zsh.",
    ...commands.map(completer),
    "# Read as a file of completions it is called at once; read by `source` it makes itself known.",
    'if [ "$funcstack[1]" = "_imlc" ]; then',
    '  _imlc "$@"',
    "else",
    "  compdef _imlc imlc",
    "fi",
    "",
  ].join("\n");
}

function completer(command: CompletedCommand): string {
  const { path, commands, options, choices } = command;
  const flags = options.map(flag);
  if (commands.length > 0) return dispatcher(command, flags);
  const rest = choices.length > 0 ? `1:argument:(${choices.join(" ")})` : "*:file:_files";
  return [`${nameOf(path)}() {`, `  _arguments ${[...flags, quoted(rest)].join(" \\\n    ")}`, "}", ""].join("\n");
}

function dispatcher({ path, commands }: CompletedCommand, flags: readonly string[]): string {
  return [
    `${nameOf(path)}() {`,
    "  local context state state_descr line",
    "  typeset -A opt_args",
    `  _arguments -C ${[...flags, "'1: :->command'", "'*:: :->rest'"].join(" \\\n    ")}`,
    "  case $state in",
    "    command)",
    "      local -a commands",
    "      commands=(",
    ...commands.map(({ name, description }) => `        ${quoted(`${name}:${description.replaceAll(":", "\\:")}`)}`),
    "      )",
    "      _describe command commands ;;",
    "    rest)",
    "      case $line[1] in",
    ...commands.map(({ name }) => `        ${name}) ${nameOf([...path, name])} ;;`),
    "      esac ;;",
    "  esac",
    "}",
    "",
  ].join("\n");
}

function flag({ long, short, description, takesValue, choices }: CompletedOption): string {
  const about = `[${description.replace(/[\][:\\]/g, "\\$&")}]`;
  const value = choices.length > 0 ? `:value:(${choices.join(" ")})` : ":value:_files";
  const rest = takesValue ? `=${about}${value}` : about;
  return short === undefined ? quoted(`${long}${rest}`) : `'(${short} ${long})'{${short},${long}}${quoted(rest)}`;
}

function nameOf(path: readonly string[]): string {
  return ["_imlc", ...path].join("_");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
