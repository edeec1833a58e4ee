import { withoutDiacritics } from "../diacritics.ts";
import { replaceEmoji } from "../emoji.ts";
import { t } from "../types.ts";
import { define } from "./define.ts";

const source = "Make help: text and binary functions";

export const capitalize = define(
  {
    name: "capitalize",
    doc: "The text with its first character as a capital letter; the others stay as they are.",
    source,
    examples: [
      ["capitalize('make')", "Make"],
      ["capitalize('eBay')", "EBay"],
    ],
    params: [["text", t.text]],
    returns: t.text,
  },
  (text) => text.replace(/^./su, (letter) => letter.toUpperCase()),
);

export const startcase = define(
  {
    name: "startcase",
    doc: "The text with a capital letter at the beginning of each word and small letters else; words are what blank space separates.",
    source,
    examples: [["startcase('hello WORLD')", "Hello World"]],
    params: [["text", t.text]],
    returns: t.text,
  },
  (text) => text.toLowerCase().replace(/(?<!\S)\S/gu, (letter) => letter.toUpperCase()),
);

export const ascii = define(
  {
    name: "ascii",
    doc: "The text without the characters that are not ASCII. With the second argument true, letters with diacritics become the letters below them first.",
    source,
    examples: [
      ["ascii('ěMščařžkýáeíé')", "Make"],
      ["ascii('Žluť kůň'; true)", "Zlut kun"],
    ],
    params: [
      ["text", t.text],
      ["removeDiacritics?", t.boolean],
    ],
    returns: t.text,
  },
  (text, removeDiacritics = false) =>
    (removeDiacritics ? withoutDiacritics(text) : text).replace(/[\u0080-\uffff]/g, ""),
);

export const replaceEmojiCharacters = define(
  {
    name: "replaceEmojiCharacters",
    doc: "The text with a replacement for each emoji; one that is made of several characters, like a family or a flag, is one emoji.",
    source: `${source}; Unicode Technical Standard #51`,
    examples: [
      ["replaceEmojiCharacters('hi 😀!'; '*')", "hi *!"],
      ["replaceEmojiCharacters('👩‍👩‍👧 © 1'; '')", " © 1"],
    ],
    params: [
      ["text", t.text],
      ["replacement", t.text],
    ],
    returns: t.text,
  },
  replaceEmoji,
);
