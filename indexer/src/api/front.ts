// What is in front of Ponder's own server, which answers `/ready` and every OPTIONS before the API
// is asked: `/ready` is led to the API, which says it once the index knows every block, and OPTIONS
// say which methods there are.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { methodsOf } from "./methods.js";

/** Node tells it of every request before any handler sees it. */
const CHANNEL = "http.server.request.start";

/** Where `/ready` is answered. */
const READY = "/v1/ready";

/** Steps in front, and gives what steps aside again. */
export function standInFront(): () => void {
  const meet = (message: unknown) => {
    const { request, response } = message as {
      request: IncomingMessage;
      response: ServerResponse;
    };
    const [path = ""] = (request.url ?? "").split("?");
    if (request.method === "OPTIONS") {
      const methods = methodsOf(path);
      if (methods) response.setHeader("allow", methods.join(", "));
    } else if (path === "/ready") {
      request.url = READY;
    }
  };
  subscribe(CHANNEL, meet);
  return () => unsubscribe(CHANNEL, meet);
}
