import { type Diagnostic, diagnostic } from "../../../grammar/diagnostic.ts";
import { entryUnder } from "../../fields.ts";
import type { ObjectField } from "../../program.ts";
import { constantText, under, valueEntries } from "../requests.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ header: string; type: string; isDefault: boolean }>({
  code: "content-type-mismatch",
  severity: "warning",
  message: ({ header, type, isDefault }) =>
    `This header says that the body is \`${header}\`, but it is written as \`${type}\`${isDefault ? ", which is what `type` is by default" : ""}. Change \`type\`, or leave the header out: it follows from \`type\`.`,
  doc: "`type` decides how `body` is written: `json` as JSON, `urlencoded` as a form, `text` as it is. The header only tells the receiver; if it says something else, the body cannot be read there.",
  example: {
    bad: `{"uid": "{{item.user}}", "respond": {"headers": {"content-type": "text/plain"}, "body": "{{body.challenge}}"}}`,
    good: `{"uid": "{{item.user}}", "respond": {"type": "text", "headers": {"content-type": "text/plain"}, "body": "{{body.challenge}}"}}`,
  },
});

/** A content type that is not the one in which the body is written. */
export const contentTypeMismatch = rule({
  diagnostic: found,
  reply: report,
  request: report,
});

function report(message: ObjectField): readonly Diagnostic[] {
  const declared = under(message, "type");
  const type = declared ? constantText(declared) : "json";
  const written = type === undefined ? undefined : mediaTypes[type];
  if (!written || !entryUnder(message, "body")) return [];
  return valueEntries(under(message, "headers")).flatMap(({ key, value }) => {
    const header = key.toLowerCase() === "content-type" ? constantText(value) : undefined;
    if (header === undefined || written.test(header)) return [];
    return [found(value, { header, type: type ?? "json", isDefault: !declared })];
  });
}

/** What a body of each type can be called; text may be anything. */
const mediaTypes: Readonly<Record<string, RegExp>> = {
  json: /[/+]json\b/i,
  urlencoded: /^application\/x-www-form-urlencoded\b/i,
};
