// The server of the API, and how it ends: what has been asked is answered, and no more is taken.
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { SettingsError } from "@openrobotid/indexer/settings";
import type { ApiSettings } from "./settings.js";

/** Answers a request. */
export type Fetch = (request: Request, env?: object) => Response | Promise<Response>;

/** Longest that answers under way are waited for, in milliseconds. Streams have no end of their own. */
const GRACE = 5_000;

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Ends it. */
  close(): Promise<void>;
}

/**
 * Listens.
 *
 * @throws SettingsError where the port is taken.
 */
export async function listen(
  fetch: Fetch,
  { port, host }: Pick<ApiSettings, "port" | "host">,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new SettingsError(`PORT: ${port} is taken.`) : error),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    async close() {
      const timer = setTimeout(() => server.closeAllConnections(), GRACE);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      clearTimeout(timer);
    },
  };
}
