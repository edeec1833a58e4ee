import type { ObjectField, Program } from "../program.ts";

/** The requests of one step of an OAuth connection. */
export function stepsOf({ kind, sections }: Program, step: string): readonly ObjectField[] {
  if (kind !== "connection") return [];
  return sections.filter(({ path }) => path[0] === step).map(({ field }) => field);
}

/** An app whose connection gets a token: with `expires` one that ends, with `refresh` one that this step renews. */
export function oauthConnection(more: { readonly expires?: string; readonly refresh?: string }) {
  const expires = more.expires === undefined ? "" : `, "expires": "${more.expires}"`;
  const refresh = more.refresh === undefined ? "" : `,\n  "refresh": ${more.refresh}`;
  return {
    "makecomapp.json": `{
  "fileVersion": 1,
  "components": {
    "connection": {"chat": {"connectionType": "oauth", "codeFiles": {"communication": "oauth.json"}}}
  }
}`,
    "oauth.json": `{
  "authorize": {"url": "https://a.example/authorize"},
  "token": {
    "url": "https://a.example/token",
    "method": "POST",
    "response": {"data": {"accessToken": "{{body.access_token}}"}${expires}}
  }${refresh}
}`,
  };
}
