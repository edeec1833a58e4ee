import { blocks, code, codeBlock } from "../../cli/reference/markdown.ts";
import type { Evaluated } from "../evaluate.ts";

/** What a template came to, as Markdown. */
export function evaluationPage(template: string, { sample, value, error }: Evaluated): string {
  return blocks(
    "# Evaluation",
    codeBlock("", template),
    error ? `It failed: ${error.message} (${code(error.code)})` : codeBlock("json", value ?? ""),
    sample === undefined
      ? "There is no sample, so `body`, `item` and whatever else comes from outside is undefined. `imlc.json` names the samples of a webhook under `payload`."
      : `\`body\` is the sample ${code(sample)}, and \`item\` its first item.`,
  );
}
