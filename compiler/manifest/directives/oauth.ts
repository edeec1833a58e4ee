import { ignored, type KeyShape } from "../shape.ts";

/** The steps by which a connection gets its token from the service. imlc is given the token and runs `info` alone. */
export const oauth: Readonly<Record<string, KeyShape>> = {
  preauthorize: step("Prepares the authorisation."),
  authorize: step("Sends the user to the service."),
  token: step("Gets the access token."),
  refresh: step("Renews the access token."),
  invalidate: step("Gives the access token back."),
};

function step(doc: string): KeyShape {
  return { shape: ignored("the access token is one of the connection's parameters"), doc };
}
