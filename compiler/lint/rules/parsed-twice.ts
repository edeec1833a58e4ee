import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Field } from "../../program.ts";
import { pathOf } from "../paths.ts";
import { constantText, under } from "../requests.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ name: string; how: string }>({
  code: "parsed-twice",
  severity: "warning",
  message: ({ name, how }) => `\`${name}\` is parsed already: ${how}. Read its fields as they are.`,
  doc: "The body of a request is read by its content type, the body of an answer as `response.type` says, before any template runs. What is left to parse is JSON inside of a field: `parseJSON(body.payload)`; a body that is plain text is `body.value`.",
  example: {
    bad: `{"uid": "{{get(parseJSON(body), 'user')}}"}`,
    good: `{"uid": "{{body.user}}"}`,
  },
});

/** A body that is parsed and is no text any more. */
export const parsedTwice = rule({
  diagnostic: found,
  call({ name, args: [argument], span }, { field: { uri }, facts: { program } }) {
    const path = name === "parseJSON" && argument && pathOf(argument);
    if (!argument || !path || path.steps.length > 0) return [];
    const how = program.kind === "webhook" ? byContentType(path.root) : undefined;
    const isJson = path.root === "body" && program.sections.some(({ field }) => isReadAsJson(field));
    const why = how ?? (isJson ? "`response.type` is `json`" : undefined);
    if (why === undefined) return [];
    const edits = [
      { span: { start: span.start, end: argument.span.start }, text: "" },
      { span: { start: argument.span.end, end: span.end }, text: "" },
    ];
    return [
      found({ uri, span }, { name: path.root, how: why }, { fix: { title: "Remove the call", edits, unsafe: true } }),
    ];
  },
});

function byContentType(name: string): string | undefined {
  return name === "body" || name === "item" ? "it was read by its content type" : undefined;
}

function isReadAsJson(request: Field): boolean {
  return constantText(under(request, "response", "type")) === "json";
}
