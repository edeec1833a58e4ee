import { CstParser } from "chevrotain";
import { parserMessages } from "../tokens.ts";
import {
  Close,
  Constant,
  Dot,
  Head,
  Infix,
  LBrace,
  LBracket,
  LoneBrace,
  LParen,
  Open,
  Prefix,
  RBrace,
  RBracket,
  RParen,
  Segment,
  Separator,
  Text,
  vocabulary,
} from "./lexis.ts";

/**
 * A template and its expressions. Operators are matched flat, their levels are applied when the tree is built; a term
 * without an operator before it is a join. What may be left out, and the brackets of other languages, are matched too.
 */
class TemplateParser extends CstParser {
  /** Made once, not for each term. */
  private readonly terms = {
    ERR_MSG: "an expression",
    DEF: [
      { ALT: () => this.CONSUME(Constant) },
      { ALT: () => this.SUBRULE(this.head) },
      { ALT: () => this.SUBRULE(this.parenthesis) },
      { ALT: () => this.SUBRULE(this.bracket) },
      { ALT: () => this.SUBRULE(this.braces) },
      { ALT: () => this.SUBRULE(this.mustache) },
    ],
  };

  readonly template = this.RULE("template", () => {
    this.MANY(() => {
      this.OR([{ ALT: () => this.CONSUME(Text) }, { ALT: () => this.SUBRULE(this.mustache) }]);
    });
  });

  readonly mustache = this.RULE("mustache", () => {
    this.CONSUME(Open);
    this.MANY(() => {
      this.OR({
        // A minus begins an expression.
        IGNORE_AMBIGUITIES: true,
        DEF: [{ ALT: () => this.SUBRULE(this.expression) }, { ALT: () => this.SUBRULE(this.stray) }],
      });
    });
    this.CONSUME(Close);
  });

  /** What no expression begins with; it is passed over. */
  readonly stray = this.RULE("stray", () => {
    this.OR([
      { ALT: () => this.CONSUME(Infix) },
      { ALT: () => this.CONSUME(Dot) },
      { ALT: () => this.CONSUME(Separator) },
      { ALT: () => this.CONSUME(RParen) },
      { ALT: () => this.CONSUME(RBracket) },
      { ALT: () => this.CONSUME(RBrace) },
      { ALT: () => this.CONSUME(LoneBrace) },
    ]);
  });

  readonly expression = this.RULE("expression", () => {
    this.SUBRULE(this.operand);
    this.MANY(() => this.SUBRULE(this.tail));
  });

  readonly tail = this.RULE("tail", () => {
    this.OPTION(() => this.CONSUME(Infix));
    this.SUBRULE(this.operand);
  });

  readonly operand = this.RULE("operand", () => {
    this.MANY(() => this.CONSUME(Prefix));
    this.SUBRULE(this.primary);
    this.MANY1(() => this.SUBRULE(this.step));
  });

  readonly primary = this.RULE("primary", () => {
    this.OR(this.terms);
  });

  readonly head = this.RULE("head", () => {
    this.CONSUME(Head);
    this.OPTION(() => this.SUBRULE(this.parenthesis));
  });

  readonly step = this.RULE("step", () => {
    this.OR([{ ALT: () => this.SUBRULE(this.member) }, { ALT: () => this.SUBRULE(this.bracket) }]);
  });

  readonly member = this.RULE("member", () => {
    this.CONSUME(Dot);
    this.OR({
      ERR_MSG: "a name",
      DEF: [
        {
          ALT: () => {
            this.CONSUME(Segment);
            this.OPTION(() => this.SUBRULE(this.parenthesis));
          },
        },
        { ALT: () => this.SUBRULE(this.bracket) },
      ],
    });
  });

  readonly parenthesis = this.RULE("parenthesis", () => {
    this.CONSUME(LParen);
    this.SUBRULE(this.items);
    this.CONSUME(RParen);
  });

  readonly bracket = this.RULE("bracket", () => {
    this.CONSUME(LBracket);
    this.SUBRULE(this.items);
    this.CONSUME(RBracket);
  });

  readonly braces = this.RULE("braces", () => {
    this.CONSUME(LBrace);
    this.SUBRULE(this.items);
    this.CONSUME(RBrace);
  });

  readonly items = this.RULE("items", () => {
    this.SUBRULE(this.item);
    this.MANY(() => {
      this.CONSUME(Separator);
      this.SUBRULE1(this.item);
    });
  });

  readonly item = this.RULE("item", () => {
    this.OPTION(() => this.SUBRULE(this.expression));
  });

  constructor() {
    super(vocabulary, {
      recoveryEnabled: true,
      maxLookahead: 1,
      nodeLocationTracking: "onlyOffset",
      errorMessageProvider: parserMessages("the end of the text"),
    });
    this.performSelfAnalysis();
  }
}

export const templateParser = new TemplateParser();
