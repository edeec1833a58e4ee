import type { Source } from "../../grammar/source.ts";
import type { Field, Program } from "../program.ts";
import { under } from "./requests.ts";
import { filledIn } from "./strings.ts";

/** An address as it stands in a manifest, each value in it replaced by `x`. */
export interface WrittenUrl {
  readonly field: Field;
  readonly text: string;
}

/** The addresses that are written in a manifest as a whole, not those that are joined to the one of the base. */
export function urlsOf({ sections }: Program, { uri, text }: Source): readonly WrittenUrl[] {
  const found: WrittenUrl[] = [];
  for (const section of sections) {
    for (const path of places) {
      const field = under(section.field, ...path);
      const isOwn = field?.uri === uri && text.charAt(field.span.start + 1) !== "/";
      const written = isOwn ? filledIn(field, "x") : undefined;
      if (field && written !== undefined) found.push({ field, text: written });
    }
  }
  return found;
}

const places: readonly (readonly string[])[] = [["baseUrl"], ["url"], ["pagination", "url"]];
