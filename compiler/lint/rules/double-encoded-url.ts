import { type Diagnostic, diagnostic } from "../../../grammar/diagnostic.ts";
import { expressionsIn } from "../../fields.ts";
import type { Field, ObjectField } from "../../program.ts";
import { searching } from "../examples.ts";
import { callOf } from "../expressions.ts";
import { under } from "../requests.ts";
import { rule } from "../rule.ts";

const found = diagnostic({
  code: "double-encoded-url",
  severity: "warning",
  message: () =>
    "Values in an address are encoded anyway; with `encodeURL` a blank becomes `%2520`. Leave the call out.",
  doc: "Whatever a template puts into `url` behind its beginning, and every value of `qs`, is percent-encoded when the request is sent, the former unless `encodeUrl` is `false`. A value that was encoded before is encoded a second time, and the service gets `%20` where a blank was meant.",
  example: {
    bad: searching(`{"url": "https://a.example/users/{{encodeURL(parameters.name)}}"}`),
    good: searching(`{"url": "https://a.example/users/{{parameters.name}}"}`),
  },
});

/** A value that is encoded by hand and then once more. */
export const doubleEncodedUrl = rule({
  diagnostic: found,
  request(request) {
    const url = isSentAsWritten(request) ? undefined : under(request, "url");
    const values = under(request, "qs");
    return [...(url?.kind === "text" ? encodedIn(url, url.parts[0]) : []), ...(values ? encodedIn(values) : [])];
  },
});

/** Whoever says `encodeUrl: false` encodes what stands in the address; what is known only later may be that. */
function isSentAsWritten(request: ObjectField): boolean {
  const encodes = under(request, "encodeUrl");
  return encodes !== undefined && !(encodes.kind === "constant" && encodes.value === true);
}

/** The calls that are all of a value, but for the one that begins an address and is taken as it is. */
function encodedIn(field: Field, first?: unknown): readonly Diagnostic[] {
  return expressionsIn(field)
    .filter((hole) => hole !== first)
    .flatMap(({ expr, uri }) => {
      const call = callOf(expr, "encodeURL");
      const [value] = call?.args ?? [];
      if (!call || !value) return [];
      const edits = [
        { span: { start: call.span.start, end: value.span.start }, text: "" },
        { span: { start: value.span.end, end: call.span.end }, text: "" },
      ];
      return [found({ uri, span: call.nameSpan }, {}, { fix: { title: "Remove `encodeURL`", edits, unsafe: true } })];
    });
}
