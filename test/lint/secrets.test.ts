import { describe, expect, test } from "vitest";
import { keysOf } from "../../compiler/lint/sanitized.ts";
import { isSecretName } from "../../compiler/lint/secrets.ts";

describe("names of secrets", () => {
  test.each([
    "token",
    "accessToken",
    "ACCESS_TOKEN",
    "refresh-token",
    "x-gitlab-token",
    "apiKey",
    "api_key",
    "x-api-key",
    "APIKey",
    "apikey",
    "clientSecret",
    "secret",
    "password",
    "Authorization",
    "privateKey",
    "signing_key",
    "cookie",
  ])("%s is one", (name) => expect(isSecretName(name)).toBe(true));

  test.each([
    "maxTokens",
    "nextPageToken",
    "page_token",
    "plainToken",
    "key",
    "publicKey",
    "id",
    "tokenType",
    "secretary",
    "keyboard",
    "x-request-id",
    "",
  ])("%s is none", (name) => expect(isSecretName(name)).toBe(false));
});

test.each([
  ["request.headers.Authorization", ["request", "headers", "authorization"]],
  ["request.headers.`X-API.Key`", ["request", "headers", "x-api.key"]],
  ["`request`.body", ["request", "body"]],
  ["", []],
])("the path %s has its keys in lower case", (path, keys) => expect(keysOf(path)).toEqual(keys));
