/** A value of `userId` as it is written in JSON, and whose item that makes it: undefined for nobody's. */
export interface Written {
  readonly literal: string;
  readonly owner: string | undefined;
}

export interface LookAlikes {
  /** Uids that are connected, each to its own account. */
  readonly owners: readonly string[];
  /** Values that items have: of the owners, of strangers that look like them, and of nobody. */
  readonly written: readonly Written[];
}

/** As many owners as that, whose uids differ by what a careless comparison would not see. */
export function lookAlikes(count: number): LookAlikes {
  const all = [...special, ...Array.from({ length: count }, (_, n) => family(n)).flat()];
  const uids = [...new Set(all)];
  const owners = uids.slice(0, count);
  // Strangers: the rest of the families of which some are owners.
  const strangers = uids.slice(count, count + Math.ceil(count / 10));
  const connected = new Set(owners);
  const written = [
    ...[...owners, ...strangers].flatMap((uid) => [
      { literal: JSON.stringify(uid), uid },
      // The same digits without quotes are the same user.
      ...(/^-?[1-9]\d*$/.test(uid) ? [{ literal: uid, uid }] : []),
    ]),
    ...nobodies.map((literal) => ({ literal, uid: undefined })),
  ].map(({ literal, uid }) => ({ literal, owner: uid !== undefined && connected.has(uid) ? uid : undefined }));
  return { owners, written };
}

const special = [
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "valueOf", "length", "[object Object]"],
  ...["null", "undefined", "true", "false", "NaN", "Infinity", "-Infinity", "[]", "{}", '""', "%", "_", "*", "'", '"'],
  ...["0", "-1", "00", "1e3", "1000", "0x10", "16", "1_000", "１", "1,000", "+1", "1.", ".1", "1.5", "\\u0031"],
  ...["9007199254740990", "9007199254740991", "9007199254740992", "9007199254740993", "-9007199254740993"],
  ...["12345678901234567890", "12345678901234567891", "12345678901234567892", "18446744073709551616"],
  ...["é", "e\u0301", "É", "E\u0301", "ﬁ", "fi", "ß", "ss", "SS", "ı", "i", "İ", "I", "Å", "\u212b", "A\u030a", "😀"],
  ...[
    " ",
    "  ",
    "\t",
    "\n",
    "\0",
    "a\0",
    "a\0b",
    "a",
    "A",
    "\u200b",
    "\u200ba",
    "a\u200b",
    "\ufeffa",
    "\u00a0a",
    "\ufffd",
  ],
];

function family(n: number): readonly string[] {
  const word = `User${n}`;
  const plain = [`${n}`, `0${n}`, ` ${n}`, `${n} `, `+${n}`, `${n}.0`, `${n}\n`, `-${n + 2}`];
  const large = [`${2n ** 53n + BigInt(n)}`, `${10n ** 19n + BigInt(n)}`];
  return [...plain, ...large, word, word.toLowerCase(), word.toUpperCase(), `Jos\u00e9${n}`, `Jose\u0301${n}`];
}

const nobodies = [
  ...['""', "null", "true", "false", "1.5", "-0.5", "1e-7", "1e400", "[]", "[1]", '["1"]', "{}", '{"id":1}'],
  ...['{"toString":"1"}', '{"valueOf":1}', '{"__proto__":"1"}', '"\\ud800"', '"\\udc00a"', "[null]", "[[1]]"],
];
