import type { Collection, Value } from "../../language/values.ts";
import { type Attempt, attempt, quoted } from "./attempt.ts";

const hostile = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "toJSON",
  "then",
  "length",
];

/** A collection with an own key of any name, as JSON gives it. */
function own(key: string, value: Value): Collection {
  return Object.fromEntries([[key, value]]);
}

/** Values that would pollute a prototype if the key were assigned to, or be called if it were a method. */
function payloadsOf(key: string): Value[] {
  return [
    own(key, { escaped: 1, toString: "not a function", valueOf: 1 }),
    own("constructor", own("prototype", own(key, "escaped"))),
    [own(key, own(key, { escaped: 1 }))],
  ];
}

/** All that makes a collection of another one, or of its keys. */
const makers = [
  "item",
  "'' + item",
  "first(item)",
  "get(item; 'constructor.prototype')",
  "parseJSON(createJSON(item))",
  "createXML(toXml)",
  "toArray(object)",
  "keys(object)",
  "pick(object; key; 'constructor')",
  "omit(object; 'a')",
  "toCollection(toArray(object); 'key'; 'value')",
  "toCollection(list; 'key'; 'value')",
  "merge(list; item)",
  "flatten(add(list; item; item))",
  "distinct(add(emptyarray; item; item))",
  "deduplicate(add(emptyarray; item; item))",
  "sort(add(emptyarray; item; item); 'asc'; key)",
  "map(add(emptyarray; item); key; key; key)",
  "remove(add(emptyarray; item); item)",
  "contains(add(emptyarray; item); item)",
  "join(add(emptyarray; item); key)",
  "switch(key; '__proto__'; item; item)",
  "if(item; item; item)",
  "item = item",
  "item + item",
  "-item",
];

function payloadKeys(key: string): Attempt[] {
  return payloadsOf(key).flatMap((item, i) => {
    const object = own(key, { escaped: 1 });
    const list = [{ key, value: { escaped: 1 } }];
    const context = { item, object, key, list, toXml: { root: object } };
    return [
      ...makers.map((maker) => attempt(maker, context, `${maker} with ${key} in payload ${i + 1}`)),
      { name: `spread ${key} ${i + 1}`, template: { a: 1, "{{...}}": "{{item}}", b: "{{nothing}}" }, context },
      { name: `spread twice ${key} ${i + 1}`, template: { "{{...}}": { "{{...}}": "{{object}}" } }, context },
    ];
  });
}

function manifestKeys(key: string): Attempt[] {
  const context = { item: { escaped: 1 } };
  const templates: unknown[] = [
    own(key, "{{item}}"),
    own(key, { escaped: "{{item.escaped}}" }),
    { a: own(key, own(key, "{{item}}")), "{{...}}": "{{item}}" },
    [own(key, "{{nothing}}")],
    { ...own(key, "{{nothing}}"), b: "{{now}}" },
  ];
  return templates.map((template) => ({ name: `manifest ${JSON.stringify(template)}`, template, context }));
}

/** Names of what objects inherit, called as functions. */
function calls(name: string): Attempt[] {
  return [
    attempt(`${name}(item)`),
    attempt(`\`${name}\`('x')`),
    attempt(`item.${name}()`),
    attempt(`item.${name}('x')()`),
  ];
}

/** Text that becomes keys. */
const parsed = [
  ...hostile.flatMap((key) => [
    `parseJSON(${quoted(`{"${key}": {"escaped": 1}}`)}).\`${key}\`.escaped`,
    `parseXML(${quoted(`<${key}><${key} ${key}="1">x</${key}></${key}>`)})`,
    `toCollection(parseJSON(${quoted(`[{"key": "${key}", "value": {"escaped": 1}}]`)}); 'key'; 'value')`,
  ]),
  `parseXML('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>')`,
  `parseXML('<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1/"><a/>')`,
  `parseXML('<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></a>')`,
];

export const keys: readonly Attempt[] = [
  ...hostile.flatMap(payloadKeys),
  ...hostile.flatMap(manifestKeys),
  ...[...hostile, "eval", "Function", "require", "define", "site", "open", "toText", "isCollection"].flatMap(calls),
  ...parsed.map((expression) => attempt(expression)),
];
