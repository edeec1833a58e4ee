import { diagnostic } from "../../../grammar/diagnostic.ts";
import { allIn } from "../expressions.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ name: string; key: string }>({
  code: "impure-key",
  severity: "warning",
  message: ({ name, key }) =>
    key === "dedupe"
      ? `\`${name}\` is another one each time, so an event that is sent twice has two keys and is delivered twice. Use what the service calls the event by.`
      : `\`${name}\` is another one each time, so this \`uid\` is never that of a connection. Use what the service calls the user by.`,
  doc: "A uid has to be the same as the one that the connection saved, and a dedupe key the same for each copy of an event. Both are made of what the service sends: an id of the user, an id of the event.",
  example: {
    bad: `{"uid": "{{item.user + timestamp}}"}`,
    good: `{"uid": "{{item.user}}"}`,
  },
});

/** A key that is made of the time or of chance. */
export const impureKey = rule({
  diagnostic: found,
  unit({ path, field }) {
    const [key] = path;
    if (path.length > 1 || (key !== "uid" && key !== "dedupe")) return [];
    return allIn(field).flatMap((expr) => {
      const isNew = expr.kind === "variable" && !expr.quoted && changing.includes(expr.name);
      return isNew ? [found({ uri: field.uri, span: expr.span }, { name: expr.name, key })] : [];
    });
  },
});

const changing = ["now", "timestamp", "uuid", "random", "executionId"];
