import { ImlError } from "../error.ts";
import { t } from "../types.ts";
import { define } from "./define.ts";

export const errorFactory = define(
  {
    name: "errorFactory",
    doc: "Ends the evaluation with an error of a type (`DataError`, `RuntimeError` …) and a message.",
    source: "Make: custom apps documentation, error handling",
    examples: [["if(true; 'fine'; errorFactory('DataError'; 'There is no such order.'))", "fine"]],
    params: [
      ["type", t.text],
      ["message", t.text],
    ],
    returns: t.any,
    needs: ["site"],
  },
  (site, type, message) => {
    throw new ImlError("raised", site, `${type || "RuntimeError"}: ${message}`);
  },
);
