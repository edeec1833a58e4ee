import type { Stages } from "./directive.ts";

/** The scopes of requests by what sends them. */
export const stages = {
  attach: { request: "AttachScope", reply: "AttachReplyScope", item: "AnswerItemScope" },
  listing: { request: "AttachScope", reply: "AttachReplyScope", item: "AnswerItemScope", page: "AnswerPageScope" },
  detach: { request: "DetachScope", reply: "DetachReplyScope", item: "AnswerItemScope" },
  connection: { request: "ConnectionScope", reply: "ConnectionReplyScope", item: "AnswerItemScope" },
  oauth: { request: "OAuthScope", reply: "OAuthReplyScope", item: "OAuthReplyScope" },
  authorize: { request: "OAuthScope", reply: "CallbackScope", item: "CallbackScope" },
  base: { request: "BaseScope", reply: "BaseReplyScope", item: "BaseItemScope" },
  module: { request: "ModuleScope", reply: "ModuleReplyScope", item: "ModuleItemScope" },
  rpc: { request: "RpcScope", reply: "RpcReplyScope", item: "RpcItemScope" },
  event: { request: "EventScope", reply: "EventReplyScope", item: "EventItemScope" },
} as const satisfies Record<string, Stages>;
