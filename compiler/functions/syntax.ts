import { type AnyNode, type Program, parse } from "acorn";
import type { Parsed } from "../../grammar/diagnostic.ts";
import type { Comment } from "../../grammar/json/comments.ts";
import type { Source } from "../../grammar/source.ts";
import { codeSyntax } from "./diagnostics.ts";

/**
 * The syntax tree of JavaScript, in strict mode. Undefined if the text is none, or could not stand in the body of a
 * function that answers at once. It may be a module, for those who say that there are none.
 */
export function parseCode({ uri, text }: Source): Parsed<Program | undefined> {
  const program = parsed(text);
  if (program.kind === "error") {
    const { start, problem } = program;
    const span = { start, end: Math.min(text.length, Math.max(start + 1, program.end)) };
    return { value: undefined, diagnostics: [codeSyntax({ uri, span }, { problem })] };
  }
  const waiting = awaitIn(program.value);
  if (!waiting) return { value: program.value, diagnostics: [] };
  const span = {
    start: waiting.start,
    end: waiting.start + (waiting.type === "ForOfStatement" ? "for" : "await").length,
  };
  return {
    value: undefined,
    diagnostics: [codeSyntax({ uri, span }, { problem: "Code outside of functions cannot wait" })],
  };
}

/** The comments of JavaScript, in their order; up to the first error of syntax. */
export function commentsInCode(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  const onComment = (_isBlock: boolean, _inside: string, start: number, end: number): void => {
    comments.push({ span: { start, end }, text: text.slice(start, end) });
  };
  try {
    parse(text, { ...dialect, onComment });
  } catch (error) {
    if (!isSyntaxError(error)) throw error;
  }
  return comments;
}

/** The parts of a node, in the order in which they are written. */
export function partsOf(node: AnyNode): readonly AnyNode[] {
  return Object.values(node).flat().filter(isNode);
}

type Outcome =
  | { readonly kind: "program"; readonly value: Program }
  | { readonly kind: "error"; readonly start: number; readonly end: number; readonly problem: string };

const dialect = { ecmaVersion: 2024, sourceType: "module", allowHashBang: false } as const;

function parsed(text: string): Outcome {
  try {
    const value = parse(text, dialect);
    return { kind: "program", value };
  } catch (error) {
    if (!isSyntaxError(error)) throw error;
    return { kind: "error", start: error.pos, end: error.raisedAt, problem: withoutPlace(error.message) };
  }
}

/** Modules may wait outside of functions. */
function awaitIn(node: AnyNode): AnyNode | undefined {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return undefined;
    case "AwaitExpression":
      return node;
    default:
      if (node.type === "ForOfStatement" && node.await) return node;
      return partsOf(node)
        .values()
        .map(awaitIn)
        .find((found) => found !== undefined);
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

interface AcornError extends SyntaxError {
  readonly pos: number;
  readonly raisedAt: number;
}

function isSyntaxError(error: unknown): error is AcornError {
  return error instanceof SyntaxError && "pos" in error && "raisedAt" in error;
}

function withoutPlace(message: string): string {
  return message.replace(/ \(\d+:\d+\)$/, "").replace(/\.$/, "");
}
