import { diagnostic } from "../../../../grammar/diagnostic.ts";

const webhook = `{"uid": "{{item.user}}"}`;

const declared = (signature: string) => ({
  "webhook.iml.json": webhook,
  "imlc.json": `{"webhook": {"signature": ${signature}}}`,
});

export const signatureSecretName = diagnostic({
  code: "signature-secret-name",
  severity: "error",
  message: () =>
    "This cannot be the name of an environment variable: it takes capital letters, digits and `_`. The secret itself must not stand in a file; put it into a variable of the environment, and the variable's name here.",
  doc: "`secrets` names the variables of the environment that hold the secret with which the service signs its requests. The server reads them when it starts. A secret that stands in a file is read by all who read the repository, and stays in its history.",
  example: {
    bad: declared(`{"scheme": "slack", "secrets": ["8f742231b10e8888abcd99yyyzzz85a5"]}`),
    good: declared(`{"scheme": "slack", "secrets": ["SLACK_SIGNING_SECRET"]}`),
  },
});

export const signatureUnworkable = diagnostic<{ problem: string }>({
  code: "signature-unworkable",
  severity: "error",
  message: ({ problem }) => `This signature cannot work: ${problem}.`,
  doc: "A scheme with a name has its header, its hash function and all else laid down. `custom` puts one together: what is signed has to have the body in it, or whoever has seen one signature can send any body with it; a timestamp has to be signed, or anybody can write a new one.",
  example: {
    bad: declared(`{"scheme": "custom", "secrets": ["A_SECRET"], "header": "x-signature", "signed": "{{method}}"}`),
    good: declared(`{"scheme": "custom", "secrets": ["A_SECRET"], "header": "x-signature", "signed": "{{rawBody}}"}`),
  },
});
