/** What all code of a process shares: if one of these changes, everything behaves differently. */
const shared: readonly object[] = [
  globalThis,
  ...[
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    Symbol,
    BigInt,
    Date,
    RegExp,
    Promise,
    Map,
    Set,
    WeakMap,
  ].flatMap((each) => [each, each.prototype]),
  ...[Error, TypeError, RangeError, SyntaxError, ArrayBuffer, DataView, Uint8Array, Proxy].flatMap((each) => [
    each,
    ...(each.prototype ? [each.prototype] : []),
  ]),
  ...[JSON, Math, Reflect, Intl, Object.getPrototypeOf(Uint8Array.prototype)],
  ...[[][Symbol.iterator](), new Map().entries(), "".matchAll(/a/g)].map((each) => Object.getPrototypeOf(each)),
  Object.getPrototypeOf(async () => {}),
  Object.getPrototypeOf(function* () {}),
];

const ids = new Map<unknown, number>();

function idOf(value: unknown): string {
  if ((typeof value !== "object" || value === null) && typeof value !== "function")
    return `${typeof value} ${String(value)}`;
  const id = ids.get(value) ?? ids.size;
  ids.set(value, id);
  return `#${id}`;
}

/** Says what every shared object holds and inherits from, without reading a getter. */
export function fingerprint(): string {
  return shared.map(described).join("\n");
}

function described(object: object): string {
  const own = Reflect.ownKeys(object).map((key) => {
    const { value, get, set, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(object, key) ?? {};
    return [key, value, get, set, writable, enumerable, configurable].map(idOf).join(" ");
  });
  return [idOf(Object.getPrototypeOf(object)), Object.isExtensible(object), ...own].join("\n");
}
