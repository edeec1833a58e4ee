/** Elements whose content is no text for readers: it ends only at their own end tag. */
const silent: ReadonlySet<string> = new Set(["script", "style"]);

/**
 * The text of HTML: without tags, comments and declarations, and without the content of scripts and styles; `<br>` is a
 * line break. What begins no tag stays, what ends nowhere goes (HTML Living Standard, tokenization).
 */
export function stripTags(html: string): string {
  let text = "";
  let from = 0;
  for (let open = html.indexOf("<"); open >= 0; open = html.indexOf("<", Math.max(from, open + 1))) {
    const end = endOfMarkup(html, open);
    if (end === undefined) continue;
    text += html.slice(from, open);
    const { name, next } = end;
    if (name === "br") text += "\n";
    from = silent.has(name) ? endOfElement(html, name, next) : next;
  }
  return text + html.slice(from);
}

interface Markup {
  /** The name of a start or void tag in small letters; empty for all else. */
  readonly name: string;
  /** The position behind it. */
  readonly next: number;
}

/** What begins at a `<`; undefined if it is only text. */
function endOfMarkup(html: string, open: number): Markup | undefined {
  if (html.startsWith("<!--", open)) return { name: "", next: behind(html, "-->", open + 2) };
  const after = html[open + 1] ?? "";
  if (after === "!" || after === "?") return { name: "", next: behind(html, ">", open + 1) };
  const closes = after === "/";
  const start = open + (closes ? 2 : 1);
  if (!/[a-z]/i.test(html[start] ?? "")) return closes ? bogus(html, start) : undefined;
  tagName.lastIndex = start;
  const [name = ""] = tagName.exec(html) ?? [];
  return { name: closes ? "" : name.toLowerCase(), next: endOfTag(html, start + name.length) };
}

const tagName = /[^\s/>]*/y;

/** `</>` is nothing, and `</` before anything else but a letter a comment. */
function bogus(html: string, start: number): Markup | undefined {
  return start < html.length ? { name: "", next: behind(html, ">", start) } : undefined;
}

/** A `>` in the quotes of an attribute's value ends no tag; a quote that begins no value is part of a name. */
function endOfTag(html: string, start: number): number {
  piece.lastIndex = start;
  let next = start;
  while (piece.test(html)) next = piece.lastIndex;
  if (html[next] === ">") return next + 1;
  return html.length;
}

const piece = /=\s*"[^"]*"|=\s*'[^']*'|=\s*(?!["'\s])|[^>=]+/y;

function behind(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

function endOfElement(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, "gi");
  end.lastIndex = from;
  const found = end.exec(html);
  return found ? endOfTag(html, end.lastIndex) : html.length;
}
