import { t } from "../../../language/types.ts";
import { anything, choice, either, type KeyShape, map, record, template } from "../shape.ts";

const data = either(template(t.any), map(anything));

/** What of an answer is kept. */
export const kept = {
  data: { shape: data, doc: "What is kept, by name; requests that follow read it as `data`." },
  uid: {
    shape: template(t.text, { max: 512 }),
    doc: "Who the user is at the service, as its events say it: by this, items find their owner.",
  },
  metadata: {
    shape: record({
      type: { shape: choice(["text", "email"]), doc: "What `value` is." },
      value: { shape: template(t.text, { max: 512 }), doc: "What the connection is called." },
    }),
    doc: "How the connection is shown to people.",
  },
  expires: { shape: template(t.date), doc: "Until when the connection is good." },
} satisfies Record<string, KeyShape>;

export type Kept = keyof typeof kept;

/** All that a connection may keep. */
export const everythingKept: readonly Kept[] = ["data", "uid", "metadata", "expires"];
