import type { SignatureForm } from "../../language/signatures/scheme.ts";

/** The signatures in their header, as they are written there. */
export function signaturesIn(header: string, form: SignatureForm): readonly string[] {
  switch (form.kind) {
    case "whole":
      return behind(form.prefix, [header]);
    case "list":
      return behind(form.prefix, header.split(" "));
    case "pairs":
      return behind(form.prefix, valuesOf(header, form.key));
  }
}

/** What a header of pairs, `t=1,v1=ab`, has under a name. */
export function valuesOf(header: string, key: string): readonly string[] {
  return header.split(",").flatMap((pair) => {
    const [name = "", ...value] = pair.trim().split("=");
    return name === key ? [value.join("=")] : [];
  });
}

function behind(prefix: string, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => (text.startsWith(prefix) ? [text.slice(prefix.length)] : []));
}
