import { diagnostic } from "../../grammar/diagnostic.ts";
import { didYouMean } from "../../language/nearest.ts";
import type { Nearest } from "./diagnostics.ts";

interface InterfaceField {
  /** The dotted path of the field. */
  readonly field: string;
  /** The interface. */
  readonly name: string;
}

const trigger = (fields: string, output: string) => ({
  "makecomapp.json": `{"components": {"connection": {"own": {"connectionType": "basic", "codeFiles": {"communication": "./own.iml.json"}}}, "webhook": {"events": {"webhookType": "web-shared", "connection": "own", "codeFiles": {"communication": "./webhook.iml.json"}}}, "module": {"watch": {"moduleType": "instant_trigger", "webhook": "events", "codeFiles": {"interface": "./interface.iml.json"}}}}}`,
  "own.iml.json": `{"url": "https://a.example/me", "response": {"uid": "{{body.id}}"}}`,
  "webhook.iml.json": `{"uid": "{{item.user}}", "output": ${output}}`,
  "interface.iml.json": fields,
});
const messageFields = `[{"name": "id", "type": "number"}, {"name": "text", "type": "text"}]`;

export const missingInterfaceField = diagnostic<InterfaceField>({
  code: "missing-interface-field",
  severity: "warning",
  message: ({ field, name }) =>
    `\`${field}\` of ${name} is never in what the webhook emits, so it is always empty where users map it.`,
  doc: "The interface of an instant trigger tells users which fields its bundles have. A field that no bundle has can be chosen in a scenario and is always empty there: add it to `output`, or take it out of the interface.",
  example: {
    bad: trigger(messageFields, `{"id": "{{parseNumber(item.id)}}"}`),
    good: trigger(messageFields, `{"id": "{{parseNumber(item.id)}}", "text": "{{item.text}}"}`),
  },
});

export const undeclaredOutputField = diagnostic<InterfaceField & Nearest>({
  code: "undeclared-output-field",
  severity: "hint",
  message: ({ field, name, nearest }) =>
    `\`${field}\` is not in ${name}, so users are not offered it.${didYouMean(nearest)}`,
  doc: "Fields that the interface of the instant trigger does not name are in the bundles, but a user who builds a scenario does not see them.",
  example: {
    bad: trigger(messageFields, `{"id": "{{item.id}}", "text": "{{item.text}}", "channel": "{{item.channel}}"}`),
    good: trigger(messageFields, `{"id": "{{item.id}}", "text": "{{item.text}}"}`),
  },
});

export const interfaceType = diagnostic<InterfaceField & { readonly want: string; readonly got: string }>({
  code: "interface-type",
  severity: "warning",
  message: ({ field, name, want, got }) =>
    `\`${field}\` is ${want} in ${name}; this is ${got}, with which users cannot do what they are offered.`,
  doc: "By the interface of the instant trigger, users are offered a field as what it is said to be: a number to calculate with, an array to iterate over. Make converts between texts, numbers and dates where it can; a value of quite another type is of no use there. Change the type in the interface, or convert in `output`.",
  example: {
    bad: trigger(messageFields, `{"id": "{{lower(item.id)}}", "text": "{{item.text}}"}`),
    good: trigger(messageFields, `{"id": "{{parseNumber(item.id)}}", "text": "{{item.text}}"}`),
  },
});
