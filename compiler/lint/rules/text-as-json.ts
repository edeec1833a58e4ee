import { diagnostic } from "../../../grammar/diagnostic.ts";
import { entryUnder } from "../../fields.ts";
import { constantText, under } from "../requests.ts";
import { rule } from "../rule.ts";
import { filledIn } from "../strings.ts";

const found = diagnostic<{ sent: string; isDefault: boolean }>({
  code: "text-as-json",
  severity: "warning",
  message: ({ sent, isDefault }) =>
    `\`type\` is \`json\`${isDefault ? " unless it is given" : ""}, so this text is sent in quotes: \`${sent}\`. For the text itself, set \`type\` to \`text\`.`,
  doc: 'A text as JSON stands in quotes, with its own quotes escaped. A service that waits for `ok`, or for its challenge, takes `"ok"` for something else. `"type": "text"` sends the text as it is; JSON is written as an object.',
  example: {
    bad: `{"uid": "{{item.user}}", "respond": {"body": "ok"}}`,
    good: `{"uid": "{{item.user}}", "respond": {"type": "text", "body": "ok"}}`,
  },
});

/** An answer that is a text and is sent as JSON. */
export const textAsJson = rule({
  diagnostic: found,
  reply(reply) {
    const body = entryUnder(reply, "body");
    const text = filledIn(body?.value, "…");
    const type = under(reply, "type");
    if (!body || !text || (type && constantText(type) !== "json")) return [];
    const edits = [{ span: { start: body.keySpan.start, end: body.keySpan.start }, text: '"type": "text", ' }];
    const params = { sent: JSON.stringify(text.length > 30 ? `${text.slice(0, 29)}…` : text), isDefault: !type };
    return [found(body.value, params, type ? {} : { fix: { title: "Send it as text", edits, unsafe: true } })];
  },
});
