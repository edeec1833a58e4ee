import { diagnostic } from "../../../grammar/diagnostic.ts";
import { entryUnder } from "../../fields.ts";
import type { Field } from "../../program.ts";
import { searching } from "../examples.ts";
import { constantText, under } from "../requests.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ method: string; isDefault: boolean }>({
  code: "body-of-get",
  severity: "warning",
  message: ({ method, isDefault }) =>
    isDefault
      ? "This request has no `method`, so it is a GET, which sends no body. Set `method`, probably to `POST`."
      : `A ${method} sends no body, so this one is left out. What it asks for belongs into \`qs\`; what it changes needs another \`method\`.`,
  doc: "Without `method` a request is a GET. GET and HEAD ask for something and carry no body; many servers refuse one, and imlc sends none.",
  example: {
    bad: searching(`{"url": "https://a.example/users", "body": {"name": "{{parameters.name}}"}}`),
    good: searching(`{"url": "https://a.example/users", "method": "POST", "body": {"name": "{{parameters.name}}"}}`),
  },
});

/** A body that is not sent. */
export const bodyOfGet = rule({
  diagnostic: found,
  request(request) {
    const body = entryUnder(request, "body");
    const declared = under(request, "method");
    const method = declared ? constantText(declared)?.toUpperCase() : "GET";
    // A body that is inherited is meant for the requests that have one.
    const isOwn = body?.value.uri === request.uri;
    if (!body || !isOwn || isEmpty(body.value) || (method !== "GET" && method !== "HEAD")) return [];
    return [found({ uri: request.uri, span: body.keySpan }, { method, isDefault: !declared })];
  },
});

/** Many write an empty body where there is none. */
function isEmpty(field: Field): boolean {
  if (field.kind === "constant") return field.value === "" || field.value === null;
  return field.kind === "object" && field.entries.length === 0;
}
