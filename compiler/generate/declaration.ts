import type { AppModel, FileModel, WebhookModel } from "./app.ts";
import { importText } from "./imports.ts";
import { indexModel } from "./index-module.ts";
import { indented } from "./layout.ts";
import { keyText } from "./names.ts";
import { typeDeclarations } from "./type.ts";

/** What TypeScript is to know of the JavaScript module of a manifest; `header` is its first line. */
export function fileDeclaration({ contract, types }: FileModel, header: string): string {
  const { text, imports } = typeDeclarations(types);
  const type = typedContract({ contract, types });
  return [
    header,
    importsOf(type, imports),
    `\ndeclare const handlers: ${type};\n`,
    "export default handlers;\n",
    ...(text === "" ? [] : [`\n${text}`]),
  ].join("");
}

/** What TypeScript is to know of a webhook with what belongs to it, as one module; `header` is its first line. */
export function webhookDeclaration({ communication, attach }: WebhookModel, header: string): string {
  const own = [communication, ...(attach ? [attach] : [])];
  const { text, imports } = typeDeclarations(own.flatMap(({ types }) => types));
  const members = own.map((file) => {
    const key = file === communication ? "communication" : "attach";
    return indented(`readonly ${key}: ${typedContract(file)};`);
  });
  const type = `WebhookModule & {\n${members.join("\n")}\n}`;
  return [
    header,
    importsOf(type, imports),
    `\ndeclare const webhook: ${type};\n`,
    "export default webhook;\n",
    `\n${text}`,
  ].join("");
}

/** What TypeScript is to know of the JavaScript module that ties those of an app together. */
export function indexDeclaration(app: AppModel, header: string): string {
  const names = indexModel(app).imports;
  const webhooks = app.webhooks.map((webhook) => {
    const parts = [["communication", webhook.communication] as const, ["attach", webhook.attach] as const];
    const items = parts.flatMap(([key, file]) => (file ? [`readonly ${key}: typeof ${names.get(file.path)};`] : []));
    return `readonly ${keyText(webhook.id)}: WebhookModule & { ${items.join(" ")} };`;
  });
  const type = `Omit<AppModule, "webhooks"> & {\n  readonly webhooks: {\n${webhooks
    .map((line) => indented(indented(line)))
    .join("\n")}\n  };\n}`;
  const used = app.webhooks.flatMap(({ communication, attach }) => [communication, ...(attach ? [attach] : [])]);
  const imports = used.map(({ path }) => `import type ${names.get(path)} from "./${path}.js";\n`);
  return [
    header,
    importsOf(type, []),
    ...imports.sort(),
    `\ndeclare const app: ${type};\n`,
    "export default app;\n",
  ].join("");
}

/** A contract with the types that tell of a module to those who import it as a whole. */
export function typedContract({ contract, types }: Pick<FileModel, "contract" | "types">): string {
  if (types.length === 0) return contract;
  const members = types.map(({ name }) => `${name}: ${name}`).join("; ");
  return `Typed<\n${indented(`${contract},\n{ ${members} }`)}\n>`;
}

/** The import declarations of what a type names. */
function importsOf(type: string, values: readonly string[]): string {
  const names = fromRuntime.filter((name) => new RegExp(`\\b${name}\\b`).test(type));
  return [importText("imlc/runtime", [], names), importText("imlc/values", [], values)]
    .filter((text) => text !== "")
    .map((text) => `${text}\n`)
    .join("");
}

const fromRuntime: readonly string[] = [
  "AppModule",
  "AttachScope",
  "CallbackScope",
  "ConnectionScope",
  "DetachScope",
  "OAuthScope",
  "Procedure",
  "Typed",
  "Webhook",
  "WebhookModule",
];

/** The file in which TypeScript looks for the types of an import of a manifest: `webhook.iml.d.json.ts`. */
export function declarationPath(uri: string): string {
  return uri.replace(/\.([^./]+)$/, ".d.$1.ts");
}
