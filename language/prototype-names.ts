const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * The names on the prototypes of what values are made of (ECMAScript 2025 with its annex B), those that proposals are
 * about to add, and those that engines have had. A fixed list, so that the same manifest gives the same code
 * everywhere. Functions are no values: no read ever reaches one, and so none reaches what is on theirs.
 */
const names: ReadonlySet<string> = new Set([
  // Object
  ...words(`constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf __proto__
    __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __count__ __noSuchMethod__ __parent__ toSource
    watch unwatch`),
  // Array and the typed arrays
  ...words(`at concat copyWithin entries every fill filter find findIndex findLast findLastIndex flat flatMap forEach
    includes indexOf join keys lastIndexOf length map pop push reduce reduceRight reverse shift slice some sort splice
    toReversed toSorted toSpliced unshift values with group groupBy groupByToMap groupToMap filterReject filterOut
    uniqueBy lastItem lastIndex`),
  ...words(`BYTES_PER_ELEMENT buffer byteLength byteOffset set setFromBase64 setFromHex subarray toBase64 toHex`),
  // String
  ...words(`anchor big blink bold charAt charCodeAt codePointAt codePoints contains endsWith fixed fontcolor fontsize
    isWellFormed italics link localeCompare match matchAll normalize padEnd padStart quote repeat replace replaceAll
    search small split startsWith strike sub substr substring sup toLocaleLowerCase toLocaleUpperCase toLowerCase
    toUpperCase toWellFormed trim trimEnd trimLeft trimRight trimStart`),
  // Number
  ...words(`toExponential toFixed toPrecision range`),
  // Date
  ...words(`getDate getDay getFullYear getHours getMilliseconds getMinutes getMonth getSeconds getTime getTimezoneOffset
    getUTCDate getUTCDay getUTCFullYear getUTCHours getUTCMilliseconds getUTCMinutes getUTCMonth getUTCSeconds getYear
    setDate setFullYear setHours setMilliseconds setMinutes setMonth setSeconds setTime setUTCDate setUTCFullYear
    setUTCHours setUTCMilliseconds setUTCMinutes setUTCMonth setUTCSeconds setYear toDateString toGMTString toISOString
    toJSON toLocaleDateString toLocaleFormat toLocaleTimeString toTemporalInstant toTimeString toUTCString`),
]);

/**
 * Whether a read of the key could find something on a prototype; every other key is an own one wherever it is found.
 */
export function isPrototypeName(key: string): boolean {
  return names.has(key);
}

/**
 * Throws if somebody has put something on the prototypes of the values that generated code reads from: its reads of
 * keys that are on no prototype would find it.
 */
export function assertPlainPrototypes(): void {
  for (const prototype of prototypes) {
    for (const [name, { enumerable, value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (enumerable || (!isPrototypeName(name) && typeof value !== "function")) {
        const owner = prototype.constructor.name;
        throw new Error(
          `\`${owner}.prototype.${name}\` is no part of JavaScript: a library has put it there, and templates that read a key \`${name}\` would find it. Do without that library.`,
        );
      }
    }
  }
}

const prototypes: readonly object[] = [
  Object.prototype,
  Array.prototype,
  String.prototype,
  Number.prototype,
  Boolean.prototype,
  Date.prototype,
  Object.getPrototypeOf(Uint8Array.prototype),
  Uint8Array.prototype,
];
