// Serves the pages until it is stopped.
import { serve } from "@hono/node-server";
import { createApp } from "./app.js";
import { loadPages } from "./pages.js";
import { readPort, readSettings } from "./settings.js";

const settings = readSettings(process.env);
const server = serve(
  {
    fetch: createApp(await loadPages(), settings).fetch,
    hostname: process.env.HOST ?? "127.0.0.1",
    port: readPort(process.env.PORT),
  },
  ({ address, port }) => console.log(`http://${address}:${port}`),
);

server.on("error", (error) => {
  console.error(`The pages cannot be served: ${error.message}`);
  process.exit(1);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    // Requests that are on their way are answered.
    server.close(() => process.exit(0));
    if ("closeIdleConnections" in server) server.closeIdleConnections();
  });
}
