import { t } from "../../../language/types.ts";
import { anything, choice, either, ignored, type KeyShape, map, record, refused, template } from "../shape.ts";

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
  condition: { shape: template(t.boolean), doc: "Whether it is sent once more, asked when it was answered." },
  delay: { shape: template(t.number), doc: "Milliseconds before it is sent once more." },
  limit: { shape: template(t.number), doc: "How many times it is sent at most." },
});

const yesOrNo = template(t.boolean);

/** Keys of a request that Make knows and imlc does not run. */
export const requestOptions = {
  temp: {
    shape: refused("`temp` would be empty wherever it is read", temp),
    doc: "Values for later templates, which read them as `temp`.",
  },
  repeat: { shape: refused("the request is sent once", repeat), doc: "Repeats the request." },
  oauth: { shape: refused("the request is not signed", oauth1), doc: "Signs the request by OAuth 1." },
  aws: { shape: refused("the request is not signed", aws), doc: "Signs the request for Amazon's services." },
  ca: {
    shape: refused("the certificates of the system are used", template(t.text, { max: 8192 })),
    doc: "A certificate of the service's own.",
  },
  encodeUrl: {
    shape: refused("values in a URL are always encoded", yesOrNo),
    doc: "Whether the URL is encoded.",
    default: "`true`",
  },
  followRedirect: { shape: refused("redirects are followed", yesOrNo), doc: "Whether redirects are followed." },
  followRedirects: { shape: refused("redirects are followed", yesOrNo), doc: "Whether redirects are followed." },
  followAllRedirects: {
    shape: refused("only redirects of GET are followed", yesOrNo),
    doc: "Whether redirects of other methods than GET are followed, too.",
  },
  gzip: {
    shape: ignored("compressed answers are read without it", yesOrNo),
    doc: "Whether answers may be compressed.",
  },
} satisfies Record<string, KeyShape>;
