/** Texts that mean something to the functions that are given them; each is written between single quotes. */
export const texts = {
  any: `hello|Hello World| padded |12|-1.5|1e3|0x10|true|it''s|a,b,,c|a; b|<b>bold</b> & <br>x|straße ÄÖÜ|👩‍👩‍👧 e\u0301|$& $1|
    null|undefined|12345678901234567890|12345678901234567891|#_*[x](y)|%41%zz|/\\d+/|\ufeff|\t\n|constructor|__proto__|`,
  date: `2016-06-20T17:26:44.356Z|2024-03-31 02:30|2024/02/29|06/20/2016 5:26 PM|20.6.2016|2024-13-01|yesterday|
    2023-10-29T01:30:00+02:00|1970-01-01|December|Friday|10`,
  number: `1|0|-3|1.5|1,5|1.234,56| 7 |abc||1e2|9007199254740993`,
  format: `YYYY-MM-DD|X|x|DD.MM.YYYY HH:mm|dddd, MMMM Do|[at] h:mm A Z|L LT|constructor|__proto__||toString`,
  zone: `UTC|Europe/Prague|America/New_York|Asia/Kathmandu|Nowhere/City|`,
  encoding: `hex|base64|latin1|utf8|binary|text|ascii|no|base64url|constructor`,
  unit: `D|H|m|s|RH|Rm|Rs|d|constructor`,
  separator: `,|;| |.||--|b`,
  pattern: `/\\d+/g|/(l+)(o)?/|/[aeiou]/gi|/^./|/(a+)+$/|/\\bw/m|/(?<n>x)/|/(?=l)/|/[/|/x*/g|l|.|$|$1|[$&]|$2-$1|$99|''`,
  order: `asc|desc|asc ci|desc ci|name|up`,
  key: `id|name|email|label|qty|user.name|1|user|constructor|__proto__|length|a.b|`,
  list: `ann,bob|home|1,2|`,
  algorithm: `HS256|HS512|none|sha256|sha1|RSA-SHA256|md5|constructor`,
  json: `{"a": [1, 2.50, {"b": null}]}|[1, "x"]|12345678901234567890|{"__proto__": {"x": 1}}|{|"text"|null|[[[]]]`,
  xml: `<a x="1"><b>1</b><b>2</b></a>|<a/>|<a><![CDATA[x]]></a>|<a>|<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>|<__proto__>1</__proto__>`,
  html: `<p>a &amp; b<br>c</p><script>x()</script>|a < b|<style>x</style>y|<!-- c -->d|&lt;i&gt;`,
  file: `a.txt|photo.JPEG|x.tar.gz|noextension|.json|a.constructor`,
  encoded: `a%20b|%E4%BD%A0|%|%zz|a+b`,
  bytes: `aGVsbG8=|68656c6c6f|zz|=|`,
} as const;

/** What a parameter is given, by what its function or it itself is called. */
const namedFor: readonly (readonly [RegExp, keyof typeof texts])[] = [
  [/^parseJSON\b/, "json"],
  [/^parseXML\b/, "xml"],
  [/^stripHTML\b/, "html"],
  [/^mime\b/, "file"],
  [/^decodeURL\b/, "encoded"],
  [/^toBinary\b|^base64\b/, "bytes"],
  [/^parseDate\.text|date$|start|end/i, "date"],
  [/^parseNumber\.text/, "number"],
  [/^set|^dateDiff\.unit|unit/, "unit"],
  [/format$/i, "format"],
  [/zone$/i, "zone"],
  [/encoding$/i, "encoding"],
  [/separator$/i, "separator"],
  [/search|replacement|pattern/i, "pattern"],
  [/order/, "order"],
  [/algorithm/, "algorithm"],
  [/filterValues/, "list"],
  [/key|path|filter/i, "key"],
];

/** The pool that a parameter of a function is likely to be given a text of, if it is a special one. */
export function poolFor(functionName: string, param: string): keyof typeof texts | undefined {
  const called = `${functionName}.${param}`;
  return namedFor.find(([pattern]) => pattern.test(called))?.[1];
}

/** The texts of a pool as literals. */
export function literals(pool: keyof typeof texts): readonly string[] {
  return texts[pool].split(/\|\n? */).map((text) => `'${text}'`);
}
