/** A text as it stands in a snippet, in which some characters mean something. */
export function asSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** What a snippet leaves in the text if nobody fills it in. */
export function withoutStops(snippet: string): string {
  return snippet
    .replace(/(?<!\\)\$(?:\d+|\{\d+:((?:\\.|[^\\}])*)\}|\{\d+\|((?:\\.|[^\\|,])*)(?:\\.|[^\\|])*\|\})/g, "$1$2")
    .replace(/\\([\\$}|,])/g, "$1");
}

/** Places for the arguments of a call, by their names: `${1:text}; ${2:start}`. */
export function argumentStops(names: readonly string[]): string {
  return names.map((name, index) => `\${${index + 1}:${asSnippet(name)}}`).join("; ");
}
