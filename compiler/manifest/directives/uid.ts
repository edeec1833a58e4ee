import { t } from "../../../language/types.ts";
import type { Directive } from "../directive.ts";
import { template } from "../shape.ts";

export const uid: Directive = {
  keys: {
    uid: {
      shape: template(t.text, { max: 512 }),
      doc: "Whose an item is: the same text or integer that the connection of that user saved as its `uid`.",
    },
  },
  units: [{ from: ["uid"], path: ["uid"], scope: "ItemScope", want: t.any }],
};
