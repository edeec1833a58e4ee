import mimeTypes from "mime";
import { t } from "../types.ts";
import { define } from "./define.ts";

export const mime = define(
  {
    name: "mime",
    doc: "The media type of a file by the extension of its name; `application/octet-stream` if it is not known.",
    source: "Make: custom apps documentation, IML; IANA: media types",
    examples: [
      ["mime('picture.png')", "image/png"],
      ["mime('archive.unknown')", "application/octet-stream"],
    ],
    params: [["filename", t.text]],
    returns: t.text,
  },
  (filename) => mimeTypes.getType(filename) ?? "application/octet-stream",
);
