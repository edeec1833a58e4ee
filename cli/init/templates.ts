/** What an app can begin with, and what is in it. */
export const templates = {
  chat: "a chat service with many users: handshake, attach and detach, connection, base",
  "github-app": "a GitHub App: one URL for all installations, typed by a sample of what GitHub sends",
  slack: "a Slack app: one URL for all workspaces, with Slack's handshake and signature",
  minimal: "a webhook and a connection, with nothing that could be left out",
} as const;

export type TemplateName = keyof typeof templates;

/** The names of all templates. */
export const templateNames: readonly TemplateName[] = ["chat", "github-app", "slack", "minimal"];
