import { type CatalogueEntry, catalogue } from "../compiler/index.ts";
import type { Severity } from "../grammar/diagnostic.ts";
import { type AnswerFormat, jsonAnswer } from "./answer.ts";
import { exampleFinding, type FixOption, fixOption, isRule } from "./codes.ts";
import { exit, type Io } from "./io.ts";
import { type Paint, painter, tones } from "./report/tone.ts";

/** What `imlc rules` tells of a code. */
interface Listed {
  readonly code: string;
  readonly severity: Severity;
  /** Which option of `check` makes its fix; null if it has none. */
  readonly fix: FixOption | null;
  /** Whether `rules` of `imlc.json` can set its severity or turn it off. */
  readonly configurable: boolean;
  /** Whether a comment can silence it. */
  readonly suppressible: boolean;
  /** The message that its example raises. */
  readonly message: string;
  readonly doc: string;
}

/** Lists all codes: for people a line about each, for programs all that is known. */
export async function rules({ format }: { readonly format: AnswerFormat }, io: Io): Promise<number> {
  const listed = [...catalogue.values()].map(toListed);
  io.out(format === "json" ? jsonAnswer({ codes: listed }) : pretty(listed, painter(io.color)));
  return exit.ok;
}

function toListed(entry: CatalogueEntry): Listed {
  const { code, severity, doc } = entry;
  const finding = exampleFinding(entry);
  return {
    code,
    severity,
    fix: fixOption(finding) ?? null,
    configurable: isRule(code),
    suppressible: severity !== "error",
    message: finding?.message ?? "",
    doc,
  };
}

function pretty(listed: readonly Listed[], paint: Paint): string {
  const widest = Math.max(...listed.map(({ code }) => code.length));
  const lines = listed.map(({ code, severity, fix, configurable, message }) =>
    [
      paint("bold", code.padEnd(widest)),
      paint(tones[severity], severity.padEnd(7)),
      (fix ?? "").padEnd(12),
      configurable ? "*" : " ",
      message,
    ].join("  "),
  );
  return `${lines.join("\n")}\n\n${legend}\n`;
}

const legend = [
  "The sentence is the message of an example; `imlc explain CODE` shows the example and says why.",
  "--fix         `imlc check --fix` makes a fix that leaves no doubt",
  "--fix-unsafe  `imlc check --fix-unsafe` makes a fix that may not be what was meant",
  '*             `imlc.json` can set what it counts as: {"rules": {"CODE": "off"}}, or hint, warning, error',
].join("\n");
