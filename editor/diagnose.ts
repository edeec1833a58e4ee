import type { Diagnostic } from "../grammar/diagnostic.ts";
import type { Finding } from "./answers.ts";
import type { FileInApp } from "./workspace.ts";

/** The findings of a file, each with the address of its explanation below that of the page. */
export function findingsIn({ app, source }: FileInApp, docs: string | undefined): readonly Finding[] {
  return app.diagnostics
    .filter(({ uri }) => uri === source.uri)
    .map((found) => ({
      ...found,
      href: docs === undefined ? undefined : `${docs}#${found.code}`,
      ...(isUnnecessary(found) ? { unnecessary: true } : {}),
    }));
}

/** What is there and has no effect is what these codes are about. */
function isUnnecessary({ code }: Diagnostic): boolean {
  return /^unused-|^unreachable-/.test(code);
}
