/** What Make documents for custom functions beside the objects of the language. */
const provided = ["Buffer", "iml", "debug"];

/** The global names of ECMAScript, and `Intl`. Of what makes code at run time, and of `globalThis`, see `unchecked`. */
const language = `
  undefined NaN Infinity isFinite isNaN parseFloat parseInt
  decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape
  AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError
  FinalizationRegistry Float16Array Float32Array Float64Array Int8Array Int16Array Int32Array Iterator Map Number
  Object Promise Proxy RangeError ReferenceError RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError
  Uint8Array Uint8ClampedArray Uint16Array Uint32Array URIError WeakMap WeakRef WeakSet
  Atomics Intl JSON Math Reflect`;

/** The global names that a custom function may use. */
export const globals: ReadonlySet<string> = new Set([...provided, ...language.trim().split(/\s+/)]);

/** Why a global name may not be used, where there is more to say than that it does not exist. */
export const instead: ReadonlyMap<string, string> = new Map([
  ["eval", "Code that is made while it runs cannot be checked."],
  ["Function", "Code that is made while it runs cannot be checked; `typeof x === 'function'` tells a function."],
  ["globalThis", "Use the objects of JavaScript by their names."],
  ["console", "`debug(…)` shows a value while a function is tested."],
  ["setTimeout", "A custom function answers at once."],
  ["fetch", "Requests stand in manifests; a custom function gets what it works on as an argument."],
  ["process", "A custom function gets what it works on as an argument."],
  ["arguments", "It exists only in a `function`."],
]);
