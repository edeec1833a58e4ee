import type { CompletedCommand, Word } from "./words.ts";

/** A script for PowerShell: a table of what can follow which words, and a block that looks it up. */
export function powershell(commands: readonly CompletedCommand[]): string {
  return `# Completes command lines of imlc in PowerShell.

Register-ArgumentCompleter -Native -CommandName imlc -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)

  $table = @{
${commands.flatMap(rows).join("\n")}
  }

  $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $command = ''
  foreach ($word in ($before | Select-Object -Skip 1)) {
    $longer = "$command $word".Trim()
    if (-not $word.StartsWith('-') -and $table.ContainsKey($longer)) { $command = $longer }
  }

  $offered = $table[$command]
  $option = "$command $($before[-1])".Trim()
  if ($before[-1].StartsWith('-') -and $table.ContainsKey($option)) { $offered = $table[$option] }

  # Where it offers nothing, PowerShell offers files.
  $offered | Where-Object { $_[0] -like "$wordToComplete*" } | ForEach-Object {
    $kind = if ($_[0].StartsWith('-')) { 'ParameterName' } else { 'ParameterValue' }
    [System.Management.Automation.CompletionResult]::new($_[0], $_[0], $kind, $_[1])
  }
}
`;
}

function rows({ path, commands, options, choices }: CompletedCommand): readonly string[] {
  const words: readonly Word[] = [
    ...commands,
    ...choices.map(plain),
    ...options.map(({ long, description }) => ({ name: long, description })),
  ];
  return [
    row(path, words),
    ...options
      .filter(({ takesValue }) => takesValue)
      .map(({ long, choices: values }) => row([...path, long], values.map(plain))),
  ];
}

function row(path: readonly string[], words: readonly Word[]): string {
  const listed = words.map(({ name, description }) => `,@(${quoted(name)}, ${quoted(description)})`);
  return `    ${quoted(path.join(" "))} = @(${listed.join("; ")})`;
}

/** A choice says itself. */
function plain(name: string): Word {
  return { name, description: name };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
