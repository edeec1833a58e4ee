import type { KeyShape, MapShape, RecordShape, Shape } from "../compiler/manifest/shape.ts";
import type { JsonPath } from "./json-place.ts";

/** What may stand at a path below a shape; undefined where nobody says so. */
export function shapeAt(root: Shape | undefined, path: JsonPath): Shape | undefined {
  return path.reduce<Shape | undefined>((shape, step) => shape && shapeUnder(shape, step), root);
}

/** What is declared of the key that ends a path. */
export function keyAt(root: Shape | undefined, path: JsonPath): KeyShape | undefined {
  const key = path.at(-1);
  const object = objectShape(shapeAt(root, path.slice(0, -1)));
  return typeof key === "string" && object ? declared(object, key) : undefined;
}

/** The shape as an object has it; undefined for what takes no object, or one of which nobody knows the keys. */
export function objectShape(shape: Shape | undefined): RecordShape | MapShape | undefined {
  switch (shape?.kind) {
    case "record":
    case "map":
      return shape;
    case "requests":
      return shape.of;
    case "either":
      return objectShape(shape.long);
    case "unrun":
      return objectShape(shape.of);
    case "list":
    case "template":
    case "choice":
    case "constant":
    case "anything":
    case "data":
    case undefined:
      return undefined;
  }
}

/** The keys that are declared of an object; of a map, those that are usual. */
export function fieldsOf(object: RecordShape | MapShape): RecordShape["fields"] {
  return object.kind === "record" ? object.fields : (object.usual ?? {});
}

function shapeUnder(shape: Shape, step: string | number): Shape | undefined {
  if (typeof step === "string") {
    const object = objectShape(shape);
    if (object) return declared(object, step)?.shape ?? (object.kind === "map" ? object.of : undefined);
  }
  switch (shape.kind) {
    case "list":
      return typeof step === "number" ? shape.of : undefined;
    case "requests":
      return typeof step === "number" ? shape : undefined;
    case "either":
      return shapeUnder(shape.long, step);
    case "unrun":
      return shapeUnder(shape.of, step);
    case "anything":
    case "data":
      return shape;
    case "record":
    case "map":
    case "template":
    case "choice":
    case "constant":
      return undefined;
  }
}

function declared(object: RecordShape | MapShape, key: string): KeyShape | undefined {
  const fields = fieldsOf(object);
  const name = object.kind === "map" ? key.toLowerCase() : key;
  if (Object.hasOwn(fields, name)) return fields[name];
  return object.kind === "record" && object.pattern?.test.test(key) ? object.pattern : undefined;
}
