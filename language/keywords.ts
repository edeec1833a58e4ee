import type { Value } from "./values.ts";

/** A word that stands for a value wherever the scope has no variable of its name. */
export interface Keyword {
  readonly value: Value;
  readonly doc: string;
}

/** The keywords of IML. Each evaluation of `emptyarray` gives an array of its own. */
export const keywords: ReadonlyMap<string, Keyword> = new Map(
  Object.entries({
    true: { value: true, doc: "The truth value." },
    false: { value: false, doc: "The other truth value." },
    null: { value: null, doc: "An empty value that keeps its key." },
    undefined: { value: undefined, doc: "No value: its key is left out." },
    erase: { value: null, doc: "Null, for fields that a service is to empty." },
    ignore: { value: undefined, doc: "Undefined: its key is left out." },
    emptystring: { value: "", doc: "The empty text." },
    emptyarray: { value: [], doc: "An empty array." },
    space: { value: " ", doc: "A space." },
    nbsp: { value: "\u00a0", doc: "A space at which no line breaks." },
    tab: { value: "\t", doc: "A tabulator." },
    newline: { value: "\n", doc: "A line feed." },
    carriagereturn: { value: "\r", doc: "A carriage return." },
  }),
);
