import { isPrototypeName } from "../../language/prototype-names.ts";
import { t } from "../../language/types.ts";
import { type Code, openCode, primary } from "./code.ts";
import { stringLiteral } from "./literal.ts";
import { isPlainKey, type Needs } from "./names.ts";

/**
 * Reads a key that is known when the code is written. A key that is on no prototype is an own one wherever it is found,
 * so that `?.` suffices; what digits mean depends on the object, which `at` looks at.
 */
export function readKey(object: Code, key: string, needs: Needs): Code {
  if (/^\d+$/.test(key)) return readAt(object, primary(stringLiteral(key), t.text), needs);
  if (isPrototypeName(key)) {
    needs.values.add("get");
    return openCode(`get(${object.text}, ${stringLiteral(key)})`);
  }
  const access = isPlainKey(key) ? `?.${key}` : `?.[${stringLiteral(key)}]`;
  if (object.readable === "once") return { ...openCode(object.text + access), readable: "no" };
  return openCode((object.readable === "deep" ? object.text : openText(object, needs)) + access);
}

/** Reads an item by a number, or a key that is known only when the code runs. */
export function readAt(object: Code, key: Code, needs: Needs): Code {
  needs.values.add("at");
  return openCode(`at(${object.text}, ${key.text})`);
}

function openText({ text }: Code, needs: Needs): string {
  needs.values.add("open");
  return `open(${text})`;
}
