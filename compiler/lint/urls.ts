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
  const fields = sections.flatMap(({ field }) => [
    under(field, "baseUrl"),
    under(field, "url"),
    under(field, "pagination", "url"),
  ]);
  return fields.flatMap((field) => {
    const isOwn = field?.uri === uri && text.charAt(field.span.start + 1) !== "/";
    const written = isOwn ? filledIn(field, "x") : undefined;
    return field && written !== undefined ? [{ field, text: written }] : [];
  });
}
