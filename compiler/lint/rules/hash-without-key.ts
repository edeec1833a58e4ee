import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Type } from "../../../language/types.ts";
import { rule } from "../rule.ts";
import { keyOf } from "../signature.ts";

const found = diagnostic<{ called: string }>({
  code: "hash-without-key",
  severity: "warning",
  message: ({ called }) =>
    `The key of \`${called}\` is empty here, so this is a plain hash: anyone can make it, and it proves nothing about the sender.`,
  doc: "With a key, a hash function gives an HMAC, which only those can make who know the key. An empty key counts as none. Give the secret that the service signs with, or leave the argument out if a plain hash is meant.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": {"id": "{{sha256(item.id, 'hex', '')}}"}}`,
    good: `{"uid": "{{item.user}}", "output": {"id": "{{sha256(item.id, 'hex')}}"}}`,
  },
});

/** A hash that is given a key which is always empty. */
export const hashWithoutKey = rule({
  diagnostic: found,
  call(call, { field: { uri }, facts: { types } }) {
    const key = keyOf(call);
    const type = key && types.get(key);
    return key && type && isEmpty(type) ? [found({ uri, span: key.span }, { called: call.name })] : [];
  },
});

function isEmpty(type: Type): boolean {
  if (type.kind === "union") return type.of.every(isEmpty);
  if (type.kind === "text") return type.values?.every((value) => value === "") ?? false;
  return type.kind === "undefined" || type.kind === "null";
}
