import { autocompletion, type Completion as Offer, snippet } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import type { Completion } from "../../../editor/answers.ts";
import { element } from "../../shared/element.ts";
import { markdown } from "../../shared/markdown.ts";
import type { Asked } from "../backend/call.ts";
import { editorSnippet } from "./snippet.ts";

/** Completion and what is said of the thing under the pointer, for one file. */
export function assistance(uri: string, backend: Asked): Extension {
  return [
    autocompletion({
      icons: false,
      override: [
        async ({ pos, explicit, state }) => {
          const before = state.sliceDoc(Math.max(0, pos - 1), pos);
          if (!explicit && !/[\w".{(;`$]/.test(before)) return null;
          const offers = await backend.complete(uri, pos);
          const [first] = offers;
          if (first === undefined) return null;
          const { start, end } = first.span;
          const alike = offers.filter(({ span }) => span.start === start && span.end === end);
          // What is typed is looked for in the labels, which have no quotes, and what follows the cursor is not typed.
          const quote = start < pos && state.sliceDoc(start, start + 1) === '"' ? 1 : 0;
          const around = { before: quote, behind: Math.max(0, end - pos) };
          const options = alike.map((offer, index) => offerOf(offer, index, around));
          return { from: start + quote, to: Math.min(pos, end), options, validFor: /^[\w$-]*$/ };
        },
      ],
    }),
    hoverTooltip(async (_view, pos) => {
      const told = await backend.hover(uri, pos);
      if (told === undefined) return null;
      const dom = element("div", { class: "told" }, markdown(told.text));
      return { pos: told.span.start, end: told.span.end, above: true, create: () => ({ dom }) };
    }),
  ];
}

/** How many characters around what was typed are replaced with it. */
interface Around {
  readonly before: number;
  readonly behind: number;
}

function offerOf(completion: Completion, index: number, { before, behind }: Around): Offer {
  const { label, detail, doc } = completion;
  const insert = snippet(editorSnippet(completion.snippet));
  return {
    label,
    detail,
    // They come in the order of their worth.
    boost: Math.max(-99, 99 - index),
    info: doc === "" ? undefined : () => element("div", { class: "told" }, markdown(doc)),
    apply: (view, offer, from, to) => insert(view, offer, from - before, to + behind),
  };
}
