/** The sections of the page about diagnostics, by the codes that are their headings. */
export function explanationsOf(page: string): ReadonlyMap<string, string> {
  const sections = page.split(/^(?=## )/m).slice(1);
  return new Map(
    sections.map((section) => [/^## (\S+)/.exec(section)?.[1] ?? "", section.replace(/^#/, "").trimEnd()]),
  );
}
