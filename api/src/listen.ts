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
 * Listens at the address of the API, and where the settings name one at that of its figures.
 *
 * @throws SettingsError where a port is taken.
 */
export async function listenAll(
  { fetch, figures }: { readonly fetch: Fetch; readonly figures: Fetch },
  { port, host, metrics }: Pick<ApiSettings, "port" | "host" | "metrics">,
): Promise<Listening> {
  const server = await listen(fetch, { port, host });
  if (!metrics) return server;
  const beside = await listen(figures, metrics, "METRICS_PORT");
  return {
    port: server.port,
    // What is counted of the last answers can be asked for while they are under way.
    async close() {
      await server.close();
      await beside.close();
    },
  };
}

/**
 * Listens.
 *
 * @throws SettingsError where the port is taken, with the name of its setting.
 */
export async function listen(
  fetch: Fetch,
  { port, host }: Pick<ApiSettings, "port" | "host">,
  name = "PORT",
): Promise<Listening> {
  const server = createAdaptorServer({ fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new SettingsError(`${name}: ${port} is taken.`) : error),
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
