import { CstParser, type CustomPatternMatcherFunc, Lexer } from "chevrotain";
import { lexerMessages, parserMessages, token } from "../tokens.ts";
import { stringLength } from "./strings.ts";

const stringAt: CustomPatternMatcherFunc = (text, start) => {
  const first = text.charAt(start);
  return first === '"' || first === "'" ? [text.slice(start, start + stringLength(text, start))] : null;
};

const commentAt: CustomPatternMatcherFunc = (text, start) => {
  if (!text.startsWith("/*", start)) return null;
  const end = text.indexOf("*/", start + 2);
  return [text.slice(start, end < 0 ? text.length : end + 2)];
};

const byteOrderMarkAt: CustomPatternMatcherFunc = (text, start) =>
  start === 0 && text.charAt(0) === "\ufeff" ? ["\ufeff"] : null;

const skipped = { group: Lexer.SKIPPED };
const Blank = token("Blank", /[ \t\r\n]+/, skipped);
const ByteOrderMark = token("ByteOrderMark", byteOrderMarkAt, {
  ...skipped,
  line_breaks: false,
  start_chars_hint: ["\ufeff"],
});
const LineComment = token("LineComment", /\/\/[^\n\r]*/, { group: "comments" });
const BlockComment = token("BlockComment", commentAt, {
  group: "comments",
  line_breaks: true,
  start_chars_hint: ["/"],
});

/** A key, or a value that is neither an object nor an array; also what only looks like one, to be reported as such. */
export const Scalar = token("Scalar", Lexer.NA);
const scalar = { categories: [Scalar] };
/** In double quotes; or, wrongly, in single ones, or a template without any. */
export const Text = token("Text", stringAt, { ...scalar, line_breaks: true, start_chars_hint: ['"', "'"] });
export const BareTemplate = token("BareTemplate", /\{\{[^{}"\r\n]*\}\}/, scalar);
export const Numeral = token("Numeral", /[-+.]*\d[\w.+-]*/, scalar);
export const Word = token("Word", /[A-Za-z_$][\w$]*/, scalar);

export const LCurly = token("LCurly", "{");
export const RCurly = token("RCurly", "}", { label: "`}`" });
export const LSquare = token("LSquare", "[");
export const RSquare = token("RSquare", "]", { label: "`]`" });
export const Colon = token("Colon", ":");
export const Comma = token("Comma", ",");

const lexed = [
  Blank,
  ByteOrderMark,
  LineComment,
  BlockComment,
  Text,
  BareTemplate,
  Numeral,
  Word,
  LCurly,
  RCurly,
  LSquare,
  RSquare,
  Colon,
  Comma,
];

export const jsonLexer = new Lexer(lexed, {
  positionTracking: "onlyOffset",
  ensureOptimizations: true,
  errorMessageProvider: lexerMessages,
});

/** JSON, laxly: commas and colons may be absent or too many, so that a slip in one member does not cost the others. */
class JsonParser extends CstParser {
  /** Made once, not for each value. */
  private readonly values = {
    ERR_MSG: "a value",
    DEF: [
      { ALT: () => this.SUBRULE(this.object) },
      { ALT: () => this.SUBRULE(this.array) },
      { ALT: () => this.CONSUME(Scalar) },
    ],
  };

  private readonly inObject = [{ ALT: () => this.SUBRULE(this.member) }, { ALT: () => this.CONSUME(Comma) }];

  private readonly inArray = [{ ALT: () => this.SUBRULE(this.value) }, { ALT: () => this.CONSUME(Comma) }];

  readonly json = this.RULE("json", () => {
    this.SUBRULE(this.value);
  });

  readonly value = this.RULE("value", () => {
    this.OR(this.values);
  });

  readonly object = this.RULE("object", () => {
    this.CONSUME(LCurly);
    this.MANY(() => {
      this.OR(this.inObject);
    });
    this.CONSUME(RCurly);
  });

  readonly member = this.RULE("member", () => {
    this.CONSUME(Scalar);
    this.OPTION(() => this.CONSUME(Colon));
    this.OPTION1({ GATE: () => !this.isKey(), DEF: () => this.SUBRULE(this.value) });
  });

  readonly array = this.RULE("array", () => {
    this.CONSUME(LSquare);
    this.MANY({
      GATE: () => !this.isKey(),
      DEF: () => {
        this.OR(this.inArray);
      },
    });
    this.CONSUME(RSquare);
  });

  constructor() {
    super(lexed.concat(Scalar), {
      recoveryEnabled: true,
      maxLookahead: 1,
      nodeLocationTracking: "onlyOffset",
      errorMessageProvider: parserMessages("the end of the file"),
    });
    this.performSelfAnalysis();
  }

  /** What has a colon behind it begins a member: it is not the value of the member before, nor an item. */
  private isKey(): boolean {
    return this.LA(2).tokenType === Colon;
  }
}

export const jsonParser = new JsonParser();
