import { schemeNames } from "../../../../language/signatures/schemes.ts";
import { t } from "../../../../language/types.ts";
import { constant, fixedChoice, list, type RecordShape, record, template } from "../../../manifest/shape.ts";

const encoding = fixedChoice(["hex", "base64", "base64url"]);

/** The keys that say how a scheme is made that has no name. */
export const customKeys: RecordShape["fields"] = {
  header: { shape: constant("text"), doc: "The header that carries the signature; `custom` needs it." },
  part: {
    shape: constant("text"),
    doc: "Where the header is a list of `name=value` parted by commas: the name of the signature.",
    default: "the whole header is the signature",
  },
  prefix: { shape: constant("text"), doc: "What stands before the signature, such as `sha256=`.", default: "nothing" },
  algorithm: {
    shape: fixedChoice(["sha1", "sha256", "sha512"]),
    doc: "The hash function of the HMAC.",
    default: "`sha256`",
  },
  encoding: {
    shape: encoding,
    doc: "How the bytes of the signature are written.",
    default: "`hex`",
  },
  signed: {
    shape: template(t.text),
    doc: "What is signed: `rawBody`, and what the service takes besides of `url` (the public one, with its query), `method`, `timestamp` and `headers`, as in `{{timestamp}}.{{rawBody}}`.",
    default: "`{{rawBody}}`",
  },
  timestamp: {
    shape: record({
      header: { shape: constant("text"), doc: "The header that carries it." },
      part: { shape: constant("text"), doc: "Its name among the parts of the signature's header." },
      unit: {
        shape: fixedChoice(["seconds", "milliseconds"]),
        doc: "What is counted since 1970.",
        default: "`seconds`",
      },
    }),
    doc: "Where the time stands at which the request was signed: in a header, or in a part. It has to be signed, too.",
    default: "old requests are taken as new ones",
  },
  handshake: {
    shape: fixedChoice(["signed", "unsigned"]),
    doc: "Whether the service signs the request that asks if the URL is ours. One that is not signed can come to `verification` and no further.",
    default: "`signed`",
  },
  challenge: {
    shape: record({
      of: {
        shape: template(t.text),
        doc: "The token: a value of the body, `{{body.token}}`, or a header.",
        required: true,
      },
      encoding: { shape: encoding, doc: "How the bytes of the answer are written.", default: "`hex`" },
    }),
    doc: "What the service wants computed of a token in the request that asks if the URL is ours, an HMAC with the secret: templates read it as `signature.challenge`.",
    default: "there is no `signature.challenge`",
  },
};

/** The key under which a webhook says how its requests are signed. */
export const signatureKeys: RecordShape["fields"] = {
  signature: {
    shape: record({
      scheme: {
        shape: fixedChoice([...schemeNames, "custom"]),
        doc: "Whose way of signing it is; `custom` is told by the keys below `status`.",
        required: true,
      },
      secrets: {
        shape: list(constant("text")),
        doc: "Names of environment variables that hold the secret. While one replaces another there are two, of which either will do.",
        required: true,
      },
      tolerance: {
        shape: constant("number", { range: [1, 86_400] }),
        doc: "Seconds by which the time at which a request was signed may differ from the time at which it arrives.",
        default: "300, which is 5 minutes",
      },
      status: {
        shape: constant("number", { range: [400, 499] }),
        doc: "The status of the answer to a request that is refused.",
        default: "401",
      },
      ...customKeys,
    }),
    doc: "How requests prove that they come from the service. One that does not is refused before anything else is done with it.",
    default: "whoever knows the URL can send requests",
  },
};
