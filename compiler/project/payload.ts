import type { Parsed } from "../../grammar/diagnostic.ts";
import type { Type } from "../../language/types.ts";
import { type Json, readJson } from "../payload/json.ts";
import { sampleType } from "../payload/samples.ts";
import { schemaType } from "../payload/schema.ts";
import type { FileName, PayloadConfig } from "./config/payload.ts";
import { payloadUnreadable } from "./diagnostics.ts";
import { type Files, joinPath } from "./files.ts";

/** The type of the body that a webhook's configuration declares; undefined if it declares none. */
export function payloadType(config: PayloadConfig, folder: string, files: Files): Parsed<Type | undefined> {
  const { schema, samples } = config;
  if (schema) {
    const { value, diagnostics } = readFile(schema, folder, files);
    const name = schema.path.slice(schema.path.lastIndexOf("/") + 1);
    return { value: value === undefined ? undefined : schemaType(value, `\`${name}\` at this place`), diagnostics };
  }
  const read = samples.map((sample) => readFile(sample, folder, files));
  const values = read.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const diagnostics = read.flatMap((each) => each.diagnostics);
  return { value: values.length > 0 ? sampleType(values) : undefined, diagnostics };
}

function readFile({ path, field }: FileName, folder: string, files: Files): Parsed<Json | undefined> {
  const isRelative = /^\.{1,2}\//.test(path);
  const text = isRelative ? files.read(joinPath(folder, path)) : files.readPackage(path, folder);
  const unreadable = (problem: string) => ({
    value: undefined,
    diagnostics: [payloadUnreadable(field, { path, problem })],
  });
  if (text === undefined) return unreadable(whyUnread(path, isRelative, folder, files));
  const json = readJson(text);
  return "problem" in json ? unreadable(`it is not JSON (${json.problem})`) : { value: json.value, diagnostics: [] };
}

function whyUnread(path: string, isRelative: boolean, folder: string, files: Files): string {
  if (isRelative) return "there is no such file";
  const isBeside = files.read(joinPath(folder, path)) !== undefined;
  return isBeside ? `without a dot it names a package; the file is \`./${path}\`` : "no such package is installed";
}
