import type { CustomFunctions } from "../functions/read.ts";
import type { AppAnalysis } from "../project/analyze.ts";
import { splitPath } from "../project/files.ts";
import { appModel, type FileModel, filesOf, type WebhookModel } from "./app.ts";
import { customConstant, customImport } from "./custom.ts";
import { webhookDeclaration } from "./declaration.ts";
import { generatedBy } from "./generated.ts";
import { functionImports, importText } from "./imports.ts";
import { namesIn, webhookLayout } from "./index-module.ts";
import { indented, render } from "./layout.ts";
import { commentText } from "./literal.ts";
import { mark } from "./marks.ts";
import { statementTexts } from "./script.ts";
import { type MappedCode, mapped } from "./source-map.ts";

/** A webhook as one module: what its manifests, its settings and the functions of its app come to. */
export interface WebhookCode extends MappedCode {
  /** What TypeScript is to know of it. */
  readonly declaration: string;
}

/**
 * The module of the webhook whose communication is the file `uri`, of an app whose analysis has no errors. Its default
 * export is a `WebhookModule` of `imlc/runtime`. Undefined if that file is no shared webhook's.
 */
export function webhookModule(
  app: AppAnalysis,
  uri: string,
  texts: ReadonlyMap<string, string>,
): WebhookCode | undefined {
  const model = appModel(app, texts, mark);
  const webhook = model.webhooks.find(({ communication }) => communication.source === uri);
  if (!webhook) return undefined;
  const { name } = splitPath(uri);
  const first = `${generatedBy} from ${commentText(name)}. Do not edit: the plugin writes it again when the manifest changes.\n`;
  return {
    ...mapped(handlersText(webhook), texts, headText(webhook, model.functions)),
    declaration: webhookDeclaration(webhook, first),
  };
}

/** What comes from no manifest: imports, and the functions of the app. */
function headText(webhook: WebhookModel, own: CustomFunctions): string {
  const needs = filesIn(webhook).map(({ module }) => module.needs);
  const functions = new Map(needs.flatMap((each) => [...each.functions]));
  const values = new Set(needs.flatMap((each) => [...each.values]));
  const callsOwn = needs.some(({ custom }) => custom.size > 0);
  const imports = [
    importText("imlc/functions", functionImports(functions), []),
    importText("imlc/values", [...values], []),
  ];
  return [
    ...imports.filter((text) => text !== "").map((text) => `${text}\n`),
    ...(callsOwn ? [customImport, "\n", customConstant(own)] : []),
    "\n",
  ].join("");
}

/** Each manifest has a scope of its own, since all have parts of the same names. */
function handlersText(webhook: WebhookModel): string {
  const names = new Map<string, string>();
  const whole = webhookLayout(webhook, namesIn(names));
  const modules = filesIn(webhook).map(({ path, module }) => {
    const statements = [...statementTexts(module), `return ${render(module.whole, "return ;".length)};`];
    return `const ${names.get(path)} = /* @__PURE__ */ (() => {\n${statements.map(indented).join("\n")}\n})();\n\n`;
  });
  return `${modules.join("")}export default ${render(whole, "export default ;".length)};\n`;
}

function filesIn(webhook: WebhookModel): readonly FileModel[] {
  return filesOf({ webhooks: [webhook], connections: [] });
}
