import { createHash, randomUUID } from "node:crypto";
import type { Asked } from "../http/server.ts";

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
}

/** What an OAuth 2 provider has been asked and has given, as its operator would see it. */
export interface Provider {
  answer(asked: Asked): Answer;
  /** Access tokens that are good now, and of whom. */
  readonly tokens: Map<string, string>;
  readonly refreshes: () => number;
  readonly revoked: readonly string[];
  /** Requests that broke a rule of the protocol. */
  readonly refused: readonly string[];
  /** Who logs in next. */
  user: string;
  /** Seconds for which an access token is said to be good. */
  lifetime: number;
  /** What `/revoke` and refreshing answer instead, while it is set. */
  broken: number | undefined;
}

export const CLIENT = { id: "client-1", secret: "canary-client-secret" };
export const REDIRECT_URI = "https://hooks.example/oauth/callback";

/**
 * A provider of its own reading of RFC 6749 and 7636: codes are good once and for their redirect URI, verifiers must
 * hash to their challenges, a refresh token is good once. Its login page answers with the address to which it sends.
 */
export function provider(): Provider {
  const codes = new Map<string, { challenge: string; redirectUri: string; user: string }>();
  const refreshTokens = new Map<string, string>();
  const tokens = new Map<string, string>();
  const revoked: string[] = [];
  const refused: string[] = [];
  let refreshes = 0;
  const refuse = (why: string): Answer => {
    refused.push(why);
    return { status: 400, body: { error: why } };
  };
  const give = (user: string): Answer => {
    const access = `canary-access-${randomUUID()}`;
    const refresh = `canary-refresh-${randomUUID()}`;
    tokens.set(access, user);
    refreshTokens.set(refresh, user);
    return { body: { access_token: access, refresh_token: refresh, expires_in: self.lifetime } };
  };
  const login = (query: URLSearchParams): Answer => {
    if (query.get("client_id") !== CLIENT.id) return refuse("client_id");
    if (query.get("response_type") !== "code") return refuse("response_type");
    if (query.get("redirect_uri") !== REDIRECT_URI) return refuse("redirect_uri");
    if (query.get("code_challenge_method") !== "S256") return refuse("code_challenge_method");
    const back = new URL(REDIRECT_URI);
    back.searchParams.set("state", query.get("state") ?? "");
    if (self.user === "nobody") {
      back.searchParams.set("error", "access_denied");
      back.searchParams.set("error_description", "The user said <b>no</b>.\nReally.");
      return { body: { location: back.href } };
    }
    const code = `canary-code-${randomUUID()}`;
    codes.set(code, { challenge: query.get("code_challenge") ?? "", redirectUri: REDIRECT_URI, user: self.user });
    back.searchParams.set("code", code);
    return { body: { location: back.href } };
  };
  const exchange = (form: URLSearchParams): Answer => {
    if (form.get("client_secret") !== CLIENT.secret) return refuse("client_secret");
    if (form.get("grant_type") === "refresh_token") {
      refreshes += 1;
      if (self.broken !== undefined) return { status: self.broken, body: { error: "broken" } };
      const user = refreshTokens.get(form.get("refresh_token") ?? "");
      refreshTokens.delete(form.get("refresh_token") ?? "");
      return user === undefined ? refuse("refresh_token") : give(user);
    }
    const code = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    if (code === undefined) return refuse("code");
    if (form.get("redirect_uri") !== code.redirectUri) return refuse("redirect_uri");
    const hash = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    return hash === code.challenge ? give(code.user) : refuse("code_verifier");
  };
  const self: Provider = {
    tokens,
    revoked,
    refused,
    refreshes: () => refreshes,
    user: "7",
    lifetime: 3600,
    broken: undefined,
    answer({ url, headers, body }) {
      const { pathname, searchParams } = new URL(url, "https://provider.example");
      const user = tokens.get(headers.authorization?.replace("Bearer ", "") ?? "");
      switch (pathname) {
        case "/prepare":
          return { body: { ticket: "ticket-1" } };
        case "/authorize":
          return login(searchParams);
        case "/token":
          return exchange(new URLSearchParams(body));
        case "/me":
          if (user === undefined) return { status: 401, body: { message: `bad ${headers.authorization}` } };
          return { body: user === "ghost" ? {} : { id: Number(user), name: `User ${user}` } };
        case "/revoke":
          if (self.broken !== undefined) return { status: self.broken, body: { error: "broken" } };
          revoked.push(JSON.parse(body).token);
          return { status: 200, body: {} };
        case "/hooks":
          if (user === undefined) return { status: 401, body: { message: "no token" } };
          return { status: 201, body: { id: randomUUID(), secret: "canary-hook-secret" } };
        default:
          return { status: pathname.startsWith("/hooks/") && user !== undefined ? 204 : 404 };
      }
    },
  };
  return self;
}
