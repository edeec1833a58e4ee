/** An app with one module that searches. */
export function searching(requests: string): Readonly<Record<string, string>> {
  const components = { module: { findUsers: { moduleType: "search", codeFiles: { communication: "find.iml.json" } } } };
  return { "makecomapp.json": JSON.stringify({ fileVersion: 1, components }), "find.iml.json": requests };
}
