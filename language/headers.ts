/** What there is to know of a header that is usual in HTTP. */
export interface Header {
  readonly doc: string;
  /** Values that it usually has, the most usual first; an empty `{{}}` is where an expression goes. */
  readonly values?: readonly string[];
}

/** Headers by their names in lower case, in the order in which they are best offered. */
export type Headers = Readonly<Record<string, Header>>;

const mediaTypes = [
  "application/json",
  "application/x-www-form-urlencoded",
  "text/plain; charset=utf-8",
  "text/html; charset=utf-8",
  "text/csv; charset=utf-8",
  "application/xml",
  "application/octet-stream",
];

/** What any message may carry (RFC 9110, 9111; W3C Trace Context). */
const ofMessages = {
  "content-type": { doc: "What the body is.", values: mediaTypes },
  "content-language": { doc: "The language of the body: `en`." },
  "content-disposition": { doc: "Whether the body is shown or saved, and under which file name." },
  "cache-control": { doc: "How long, and where, the message may be kept.", values: ["no-store", "no-cache"] },
  date: { doc: "When the message was made." },
  link: { doc: "Related addresses, such as that of the next page." },
  traceparent: { doc: "The trace that the message belongs to." },
  "x-correlation-id": { doc: "An id by which messages that belong together are found in logs." },
  "x-request-id": { doc: "An id by which the request is found in logs." },
} as const satisfies Headers;

/** What who sends a request may say (RFC 9110, 6265, 7240). */
const ofClients = {
  authorization: { doc: "Who asks.", values: ["Bearer {{}}", "Basic {{}}"] },
  accept: {
    doc: "Which types of answers are understood.",
    values: ["application/json", "application/xml", "text/csv", "text/plain", "*/*"],
  },
  "accept-language": { doc: "The languages that are preferred: `en, de;q=0.5`." },
  "user-agent": { doc: "The program that asks." },
  "x-api-key": { doc: "The key of an API that does not use `authorization`." },
  "idempotency-key": { doc: "An id by which the service tells a repeated request from a new one." },
  "if-match": { doc: "Do it only if the resource still has this `etag`." },
  "if-none-match": { doc: "Answer only if the resource has another `etag` than this." },
  "if-modified-since": { doc: "Answer only if the resource has changed since then." },
  prefer: { doc: "What the answer had best be.", values: ["return=minimal", "return=representation", "respond-async"] },
  range: { doc: "The part of the resource that is wanted: `bytes=0-999`." },
  cookie: { doc: "Cookies that the service has set before." },
  origin: { doc: "The site from which a browser asks." },
  referer: { doc: "The page from which a browser asks." },
  "x-http-method-override": { doc: "The method that is meant, where only GET and POST get through." },
  "x-requested-with": { doc: "That a script of a page asks.", values: ["XMLHttpRequest"] },
} as const satisfies Headers;

/** Headers of requests as they arrive: also what the connection and proxies say (RFC 9110, 7239). */
const ofArrivals = {
  host: { doc: "The host, and the port, that was asked." },
  "content-length": { doc: "The length of the body in bytes." },
  "content-encoding": { doc: "How the body was compressed." },
  "accept-encoding": { doc: "How an answer may be compressed." },
  forwarded: { doc: "What a proxy says of who asked it." },
  "x-forwarded-for": { doc: "The addresses that the request has passed through, that of the sender first." },
  "x-forwarded-host": { doc: "The host that was asked before a proxy." },
  "x-forwarded-proto": { doc: "Whether a proxy was asked by `https`." },
} as const satisfies Headers;

/** What answers may say (RFC 9110, 9111, 6265, 6585; of limits what most services say). */
const ofServers = {
  location: { doc: "Where to ask instead, or where what was made is." },
  "retry-after": { doc: "When to ask again: seconds, or a date." },
  etag: { doc: "The version of the resource." },
  "last-modified": { doc: "When the resource was changed last." },
  expires: { doc: "Until when the answer may be kept." },
  allow: { doc: "The methods that the resource has." },
  vary: { doc: "The headers of the request on which the answer depends." },
  "set-cookie": { doc: "A cookie that the client is to keep." },
  "www-authenticate": { doc: "How to say who asks." },
  "x-ratelimit-limit": { doc: "How many requests are allowed." },
  "x-ratelimit-remaining": { doc: "How many requests are left." },
  "x-ratelimit-reset": { doc: "When requests are counted anew." },
} as const satisfies Headers;

/** Headers of a request that is sent, but for those that the connection adds. */
export const requestHeaders: Headers = { ...ofClients, ...ofMessages };

/** Headers of a request that came in. */
export const receivedHeaders: Headers = { ...ofMessages, ...ofClients, ...ofArrivals };

/** Headers with which a request that came in is answered, but for those that the connection adds. */
export const replyHeaders: Headers = {
  ...ofMessages,
  ...ofServers,
  "access-control-allow-origin": { doc: "The sites whose pages may read the answer.", values: ["*"] },
  "x-content-type-options": { doc: "That nobody guesses another type of the body.", values: ["nosniff"] },
};

/** Headers of an answer that came in. */
export const answerHeaders: Headers = {
  ...ofMessages,
  ...ofServers,
  "content-length": ofArrivals["content-length"],
  "content-encoding": ofArrivals["content-encoding"],
  server: { doc: "The program that answers." },
};
