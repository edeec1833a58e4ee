/** A snippet of the language service, which is one of the Language Server Protocol, as CodeMirror writes it. */
export function editorSnippet(text: string): string {
  const ended = /(?<!\\)\$(?:0|\{0)/.test(text) ? text : `${text}$0`;
  return ended.replace(
    /\\([\\$}|,])|\$(\d+)|\$\{(\d+)(?::((?:\\.|[^\\}])*)|\|((?:\\.|[^\\|,])*)(?:\\.|[^\\|])*\|)?\}/g,
    (_stop, escaped?: string, bare?: string, number?: string, name = "", choice = "") =>
      escaped ?? stopOf(bare ?? number ?? "", name || choice),
  );
}

/** What stands at a stop cannot have braces here. The last place of the cursor has the number 0 there, and none here. */
function stopOf(number: string, name: string): string {
  const order = number === "0" ? "" : `${number}:`;
  return `\${${order}${name.replace(/\\(.)/g, "$1").replace(/[{}]/g, "")}}`;
}
