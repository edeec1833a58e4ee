import { t } from "../../../language/types.ts";
import { anything, choice, constant, either, type KeyShape, map, record, refused, template } from "../shape.ts";

const short = template(t.text, { max: 512 });

const temp = either(template(t.any), map(anything));

const oauth1 = record({
  consumer_key: { shape: short, doc: "The key of the app." },
  consumer_secret: { shape: short, doc: "The secret of the app." },
  private_key: { shape: template(t.text), doc: "A key in PEM format in place of `consumer_secret`." },
  token: { shape: short, doc: "The token of the user." },
  token_secret: { shape: short, doc: "The secret of that token." },
  verifier: { shape: short, doc: "What the service sent along when the user agreed." },
  signature_method: {
    shape: choice(["HMAC-SHA1", "RSA-SHA1", "PLAINTEXT"]),
    doc: "How it is signed.",
    default: "`HMAC-SHA1`",
  },
  transport_method: { shape: choice(["query", "body", "header"]), doc: "Where it is sent.", default: "`header`" },
  body_hash: { shape: template(t.any), doc: "A hash of the body, or whether it is to be made." },
});

const aws = record({
  key: { shape: short, doc: "The id of the access key." },
  secret: { shape: short, doc: "The secret of the access key." },
  session: { shape: short, doc: "The session, where the service signs it." },
  bucket: { shape: short, doc: "The bucket, where it is not a part of the path." },
  sign_version: { shape: choice(["2", "4"]), doc: "The version of the signature.", default: "`2`" },
});

const repeat = record({
  condition: {
    shape: template(t.boolean),
    doc: "Whether it is sent once more, asked of an accepted answer.",
    default: "`true`",
  },
  delay: { shape: template(t.number), doc: "Milliseconds before it is sent once more.", default: "0" },
  limit: {
    shape: template(t.number),
    doc: "How many times it is sent at most; never more than 1000.",
    default: "1000",
  },
});

const yesOrNo = template(t.boolean);

/** Keys of a request that few of them have. */
export const requestOptions = {
  temp: {
    shape: temp,
    doc: "Values for later templates, which read them as `temp`; merged into those that there are, at any depth.",
  },
  repeat: { shape: repeat, doc: "Sends the request again and again, as long as its answers are accepted." },
  oauth: {
    shape: refused("OAuth 1 signatures are not made, and the service would refuse the request", oauth1),
    doc: "Signs the request by OAuth 1.",
  },
  aws: {
    shape: refused("Amazon's signatures are not made, and the service would refuse the request", aws),
    doc: "Signs the request for Amazon's services.",
  },
  ca: {
    shape: template(t.text, { max: 8192 }),
    doc: "Certificates in PEM format that the service's own must come from, in place of those that the system trusts.",
  },
  encodeUrl: {
    shape: constant("boolean"),
    doc: "Whether values in the URL are percent-encoded.",
    default: "`true`",
  },
  followRedirect: { shape: yesOrNo, doc: "Whether redirects of GET and HEAD are followed.", default: "`true`" },
  followRedirects: { shape: yesOrNo, doc: "The same as `followRedirect`.", default: "`true`" },
  followAllRedirects: {
    shape: yesOrNo,
    doc: "Whether redirects of other methods are followed, too.",
    default: "`false`",
  },
  gzip: { shape: yesOrNo, doc: "Whether answers may be compressed; they are read with and without it." },
} satisfies Record<string, KeyShape>;
