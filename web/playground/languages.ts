/** The languages of generated code, by what `imlc build --format` calls them. */
export type Language = "js" | "ts";

/**
 * Whether the page shows TypeScript. That of the extension does not: what prints it is larger than all else in the package.
 */
export const hasTypescript: boolean = import.meta.env.MODE !== "vscode";
