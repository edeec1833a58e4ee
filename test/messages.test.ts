import { describe, expect, test } from "vitest";
import { evaluate } from "../compiler/evaluate.ts";
import type { Collection, Value } from "../language/values.ts";

/** Arrays in each other. */
function nested(levels: number): Value {
  let value: Value = 1;
  for (let i = 0; i < levels; i += 1) value = [value];
  return value;
}

const long = "x".repeat(50);
const months = "january, february, march, april, may, june, july, august, september, october, november, december";
const days = "sunday, monday, tuesday, wednesday, thursday, friday, saturday";
const encodings = "`utf8`, `utf-8`, `text`, `hex`, `base64`, `base64url`, `latin1`, `binary`, `ascii`, `utf16le`";
const algorithms = "`HS256`, `HS384`, `HS512`, `RS256`, `RS384`, `RS512`, `ES256`, `ES384`, `ES512`";

/** What a function says when it cannot do its work: what is wrong, with which argument, and what would be right. */
describe("the message of", () => {
  test.each<[string, string, string, Collection?]>([
    ["abs('three')", "argument-type", "abs: 'three' is not a valid number (`number` got a text)."],
    ["pick(5; 'a')", "argument-type", "pick: '5' is not a valid collection (`object` got a number)."],
    ["addDays(true; 1)", "argument-type", "addDays: 'true' is not a valid date (`date` got a boolean)."],
    ["add('a'; 1)", "argument-type", "add: 'a' is not a valid array (`array` got a text)."],
    ["keys('a')", "argument-type", "keys: 'a' is not a valid collection (`object` got a text)."],
    [
      "length(v)",
      "argument-type",
      "length: '…' is not a valid text, buffer or array (`value` got a collection).",
      { v: { a: 1 } },
    ],
    ["parseDate('soon')", "argument-type", "parseDate: 'soon' is not a valid date (`text` got a text)."],
    ["parseNumber('x')", "argument-type", "parseNumber: 'x' is not a valid number (`text` got a text)."],
    [
      "formatNumber(1 / 0; 2)",
      "argument-type",
      "formatNumber: 'Infinity' is not a valid number (`number` got a number).",
    ],
    ["formatNumber(1; 101)", "argument-value", "formatNumber: 101 is no count of decimals; it is 0 to 100."],
    ["formatNumber(1; -1)", "argument-value", "formatNumber: -1 is no count of decimals; it is 0 to 100."],
    ["formatNumber(1; 0; '12345678901')", "limit", "formatNumber: a separator has more than 10 characters."],
    [
      "dateDiff('2024-01-02'; '2024-01-01'; 'W')",
      "argument-value",
      "dateDiff: 'W' is no unit; there are `D`, `H`, `m`, `s`, `RH`, `Rm`, `Rs`.",
    ],
    [
      "dateDiff('2024-01-01'; '2024-01-02'; 'D')",
      "argument-value",
      "dateDiff: the start (2024-01-02T00:00:00.000Z) is after the end (2024-01-01T00:00:00.000Z); the end comes first.",
    ],
    ["setMonth(0; 'leden')", "argument-value", `setMonth: 'leden' is neither a number nor one of ${months}.`],
    ["setDay(0; 'mo')", "argument-value", `setDay: 'mo' is neither a number nor one of ${days}.`],
    [
      "formatDate(0; 'X'; 'Atlantis')",
      "argument-value",
      "formatDate: 'Atlantis' is no time zone; `UTC` and `Europe/Prague` are.",
    ],
    ["addYears(0; 1000000)", "argument-value", "addYears: the result is beyond the dates that there are."],
    ["setYear(0; 1000000)", "argument-value", "setYear: the result is beyond the dates that there are."],
    ["formatDate(0; v)", "limit", "formatDate: `format` has more than 250 characters.", { v: "Y".repeat(251) }],
    ["parseDate(v; 'Y')", "limit", "parseDate: `text` has more than 250 characters.", { v: "1".repeat(251) }],
    ["parseDate('1'; v)", "limit", "parseDate: `format` has more than 250 characters.", { v: "Y".repeat(251) }],
    ["decodeURL('%')", "argument-value", "decodeURL: the text is not percent-encoded UTF-8."],
    ["toBinary('4d6'; 'hex')", "argument-value", "toBinary: the text is not written in hex."],
    ["toBinary('a'; 'rot13')", "argument-value", `toBinary: 'rot13' is no encoding; there are ${encodings}.`],
    [
      "toBinary('a'; v)",
      "argument-value",
      `toBinary: '${"x".repeat(40)}' is no encoding; there are ${encodings}.`,
      { v: long },
    ],
    [
      "cryptoSign(v; 'a'; 'b')",
      "argument-value",
      `cryptoSign: '${"x".repeat(40)}' is no algorithm; \`RSA-SHA256\` and \`SHA512\` are.`,
      { v: long },
    ],
    [
      "jwt(v; 's'; v)",
      "argument-value",
      `jwt: '${"x".repeat(40)}' is no algorithm; there are ${algorithms}.`,
      { v: long },
    ],
    [
      "replace(v; 'x'; v)",
      "limit",
      "replace: the result would have more than 50000000 characters.",
      { v: "x".repeat(7100) },
    ],
    ["sha256('a'; 'hex'; 'x'; 'hex')", "argument-value", "sha256: the text is not written in hex."],
    [
      "parseJSON(v)",
      "limit",
      "parseJSON: The JSON is nested more than 200 levels deep.",
      { v: "[".repeat(201) + "]".repeat(201) },
    ],
    ["createJSON(v)", "limit", "createJSON: the value is nested more than 200 levels deep.", { v: nested(201) }],
    ["distinct(v)", "limit", "distinct: the value is nested more than 1000 levels deep.", { v: [nested(1001)] }],
    [
      "parseXML('<!DOCTYPE a><a/>')",
      "argument-value",
      "parseXML: The XML declares a document type, which is not read.",
    ],
    [
      "parseXML(v)",
      "limit",
      "parseXML: The XML is nested more than 99 levels deep.",
      { v: "<a>".repeat(100) + "</a>".repeat(100) },
    ],
    [
      "createXML(v)",
      "argument-value",
      "createXML: XML is made of a collection with one key, the name of the root element.",
      { v: { a: 1, b: 2 } },
    ],
    [
      "createXML(v)",
      "argument-value",
      "createXML: `b` has an array in an array, which XML cannot say.",
      { v: { a: { b: [[1]] } } },
    ],
    [
      "createXML(v)",
      "argument-value",
      "createXML: `_attributes` is no collection.",
      { v: { a: { _attributes: "x" } } },
    ],
    [
      "createXML(v)",
      "argument-value",
      "createXML: `a b` cannot be the name of an element or attribute.",
      { v: { "a b": 1 } },
    ],
    [
      "createXML(v)",
      "argument-value",
      "createXML: A text has a character that XML cannot say.",
      { v: { a: "\u0000" } },
    ],
    ["jwt(v; 's'; 'none')", "argument-value", `jwt: 'none' is no algorithm; there are ${algorithms}.`, { v: {} }],
    ["jwt(v; '')", "argument-value", "jwt: the secret is empty.", { v: {} }],
    [
      "jwt(v; 's'; 'HS256'; o)",
      "argument-value",
      "jwt: the payload has `exp` already, and so has the option `expiresIn`.",
      { v: { exp: 1 }, o: { expiresIn: 60 } },
    ],
    [
      "jwt(v; 's'; 'HS256'; o)",
      "argument-type",
      "jwt: 'soon' is not a valid span of time (`notBefore` got a text).",
      { v: {}, o: { notBefore: "soon" } },
    ],
    ["jwt(v; 's')", "argument-type", "jwt: '…' is not a valid payload (`payload` got an array).", { v: [1] }],
    [
      "cryptoSign('MD5'; 'x'; 'k')",
      "argument-value",
      "cryptoSign: 'MD5' is no algorithm; `RSA-SHA256` and `SHA512` are.",
    ],
    [
      "cryptoSign('SHA256x'; 'x'; 'k')",
      "argument-value",
      "cryptoSign: 'SHA256x' is no algorithm; `RSA-SHA256` and `SHA512` are.",
    ],
    [
      "cryptoSign('XSHA256'; 'x'; 'k')",
      "argument-value",
      "cryptoSign: 'XSHA256' is no algorithm; `RSA-SHA256` and `SHA512` are.",
    ],
    [
      "cryptoSign(' sha-256 '; 'x'; 'k')",
      "argument-value",
      "cryptoSign: the key is no PEM text (`-----BEGIN PRIVATE KEY-----` …).",
    ],
    [
      "cryptoSign('SHA256'; 'x'; 'k')",
      "argument-value",
      "cryptoSign: the key is no PEM text (`-----BEGIN PRIVATE KEY-----` …).",
    ],
    [
      "cryptoSign('SHA256'; 'x'; '-----BEGIN ENCRYPTED PRIVATE KEY-----AAAA-----END ENCRYPTED PRIVATE KEY-----')",
      "argument-value",
      "cryptoSign: the key is encrypted; it has to be written without a password.",
    ],
    [
      "cryptoSign('SHA256'; 'x'; '-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----')",
      "argument-value",
      "cryptoSign: `PUBLIC KEY` holds no private key for RSA or ECDSA.",
    ],
    ["errorFactory('DataError'; 'No such order.')", "raised", "errorFactory: DataError: No such order."],
    ["errorFactory(''; 'No such order.')", "raised", "errorFactory: RuntimeError: No such order."],
    [
      "replace('a'; '/(?<n>a)/g'; '')",
      "argument-value",
      "replace: '/(?<n>a)/g' has a named group; groups are counted: `$1`, `$2` ….",
    ],
    [
      "replace('a'; v; '')",
      "limit",
      "replace: the regular expression has more than 2000 characters.",
      { v: `/${"a".repeat(2001)}/` },
    ],
    [
      "replace(v; '/(?:a{0,99}b)?c/'; '')",
      "limit",
      "replace: the text is too long for so large a regular expression.",
      { v: "a".repeat(1_000_000) },
    ],
  ])("%s (%s)", async (expression, code, message, context = {}) => {
    expect(await evaluate(`{{${expression}}}`, { context })).toEqual({ error: { code, message } });
  });

  test.each([
    ["parseJSON('{')", "parseJSON: The text is not JSON: "],
    ["parseXML('<a>')", "parseXML: The text is not XML: "],
    ["replace('a'; '/(/'; '')", "replace: '/(/' is not a regular expression that can be matched in linear time: "],
  ])("%s goes on with what the reader of it says", async (expression, beginning) => {
    const outcome = await evaluate(`{{${expression}}}`, { context: {} });
    expect(outcome).toMatchObject({ error: { code: "argument-value" } });
    expect("error" in outcome && outcome.error.message.length > beginning.length + 3).toBe(true);
    expect("error" in outcome && outcome.error.message).toContain(beginning);
  });
});
