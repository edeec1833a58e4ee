import type { EitherShape, KeyShape, LongShape, RecordShape, Shape } from "./shape.ts";

/** An object as it is in a manifest that imlc checks and never runs: nothing in it is said to be left out. */
export function checkedRecord({ fields, pattern, ...more }: RecordShape): RecordShape {
  return {
    ...more,
    fields: checkedFields(fields),
    ...(pattern ? { pattern: { ...pattern, shape: checkedShape(pattern.shape) } } : {}),
  };
}

/** The keys of such an object. */
export function checkedFields(fields: RecordShape["fields"]): RecordShape["fields"] {
  return Object.fromEntries(Object.entries(fields).map(([key, declared]) => [key, checkedKey(declared)]));
}

function checkedKey(declared: KeyShape): KeyShape {
  const shape = checkedShape(declared.shape);
  return shape === declared.shape ? declared : { ...declared, shape };
}

function checkedShape(shape: Shape): Shape {
  switch (shape.kind) {
    case "unrun":
      return checkedShape(shape.of);
    case "record":
    case "map":
    case "list":
      return checkedLong(shape);
    case "either":
      return checkedEither(shape);
    case "requests":
      return { kind: "requests", of: checkedRecord(shape.of) };
    case "template":
    case "choice":
    case "anything":
    case "data":
    case "constant":
      return shape;
  }
}

function checkedEither({ short, long }: EitherShape): EitherShape {
  return { kind: "either", short, long: checkedLong(long.kind === "unrun" ? long.of : long) };
}

function checkedLong(long: LongShape): LongShape {
  switch (long.kind) {
    case "record":
      return checkedRecord(long);
    case "map":
    case "list":
      return { ...long, of: checkedShape(long.of) };
  }
}
