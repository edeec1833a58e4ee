import { toText } from "../conversions.ts";
import { isDeeper } from "../depth.ts";
import { ImlError } from "../error.ts";
import { JsonError, maxJsonDepth, parseJson, toJson } from "../json.ts";
import { t } from "../types.ts";
import { define } from "./define.ts";

const source = "Make: custom apps documentation, IML functions; RFC 8259";

export const parseJSON = define(
  {
    name: "parseJSON",
    doc: "The value that a JSON text says. Integers that a number cannot hold are text of the same digits. Nothing of undefined and null.",
    source,
    examples: [
      [`parseJSON('{"id": 1, "tags": ["a"]}')`, { id: 1, tags: ["a"] }],
      ["parseJSON('12345678901234567890')", "12345678901234567890"],
      ["parseJSON(null)", null],
    ],
    params: [["json", t.oneOf(t.text, t.buffer)]],
    returns: t.any,
    needs: ["site"],
  },
  (site, json) => {
    if (json === undefined || json === null) return json;
    try {
      return parseJson(toText(json));
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      throw new ImlError(error.code === "json-syntax" ? "argument-value" : "limit", site, error.message);
    }
  },
);

export const createJSON = define(
  {
    name: "createJSON",
    doc: "The JSON text of a value: dates in ISO 8601, buffers in base64; a key whose value is undefined is left out.",
    source,
    examples: [
      ["createJSON(split('a,b'; ','))", '["a","b"]'],
      ["createJSON(order)", '{"id":7,"paid":true}', { order: { id: 7, paid: true } }],
    ],
    params: [["value", t.any]],
    returns: t.text,
    needs: ["site"],
  },
  (site, value) => {
    if (isDeeper(value, maxJsonDepth)) {
      throw new ImlError("limit", site, `the value is nested more than ${maxJsonDepth} levels deep.`);
    }
    return toJson(value);
  },
);
