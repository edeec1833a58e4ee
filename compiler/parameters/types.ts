import { type Type, t } from "../../language/types.ts";

/** A type of parameter: the IML type of its values, and what a user sees. */
export interface ParameterType {
  readonly type: Type;
  /** What a user enters, in a sentence. */
  readonly doc: string;
  /** It is only shown: there is no value, so it needs no name. */
  readonly shown?: true;
}

/**
 * Every type that a parameter can have, by the name that stands under `type`. What an array or a collection holds is said by
 * its `spec`, what a select gives by its `options`. Source: Make's documentation of parameter types, and its JSON Schema.
 */
export const parameterTypes: ReadonlyMap<string, ParameterType> = new Map<string, ParameterType>(
  Object.entries({
    account: { type: t.any, doc: "A connection." },
    aiagent: { type: t.any, doc: "One of the user's AI agents." },
    aimodel: { type: t.any, doc: "A model of an AI provider." },
    any: { type: t.any, doc: "A value of any type." },
    array: { type: t.array(t.any), doc: "Any number of items, each as `spec` says." },
    banner: { type: t.undefined, doc: "A notice with a title and a text.", shown: true },
    boolean: { type: t.boolean, doc: "Yes or no." },
    buffer: { type: t.buffer, doc: "The bytes of a file." },
    cert: { type: t.text, doc: "A certificate in PEM form." },
    collection: { type: t.open(), doc: "Several values under names, as `spec` says." },
    color: { type: t.text, doc: "A color as hexadecimal digits, `#0a0b0c`." },
    datastore: { type: t.any, doc: "One of the user's data stores." },
    date: { type: t.date, doc: "A date with or without a time." },
    email: { type: t.text, doc: "An email address." },
    file: { type: t.text, doc: "The path of a file, chosen step by step through an RPC." },
    filename: { type: t.text, doc: "The name of a file." },
    filter: { type: t.array(t.any), doc: "Conditions, each with an operand, an operator and a value." },
    folder: { type: t.text, doc: "The path of a folder, chosen step by step through an RPC." },
    hidden: { type: t.any, doc: "A value that the user does not see." },
    hook: { type: t.any, doc: "One of the user's webhooks." },
    html: { type: t.undefined, doc: "A piece of HTML.", shown: true },
    integer: { type: t.number, doc: "A whole number." },
    json: { type: t.any, doc: "A piece of JSON." },
    keychain: { type: t.any, doc: "A key of the user's keychain." },
    number: { type: t.number, doc: "A number." },
    password: { type: t.text, doc: "A text that is hidden while it is typed." },
    path: { type: t.text, doc: "The path of a file or a folder." },
    pkey: { type: t.text, doc: "A private key in PEM form." },
    port: { type: t.number, doc: "The number of a port, from 1 to 65535." },
    select: { type: t.any, doc: "One of the `options`, whose `value` it is, or with `multiple` an array of them." },
    text: { type: t.text, doc: "A text." },
    time: { type: t.any, doc: "A time of day." },
    timestamp: { type: t.any, doc: "A date with a time." },
    timezone: { type: t.text, doc: "A time zone, such as `Europe/Prague`." },
    udt: { type: t.any, doc: "One of the user's data structures." },
    uinteger: { type: t.number, doc: "A whole number that is not negative." },
    upload: { type: t.any, doc: "A file from the user's computer." },
    url: { type: t.text, doc: "A URL." },
    uuid: { type: t.text, doc: "A UUID." },
  } satisfies Readonly<Record<string, ParameterType>>),
);

/** What other languages call a type that has another name here. */
export const otherNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bool: "boolean",
    binary: "buffer",
    bytes: "buffer",
    datetime: "date",
    decimal: "number",
    dictionary: "collection",
    double: "number",
    enum: "select",
    float: "number",
    int: "integer",
    list: "array",
    object: "collection",
    string: "text",
    textarea: "text",
  }),
);
