// The process of `robotid-mcp`: speaks with an agent over standard input and output, or with several over HTTP.
import { createRequire } from "node:module";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { readConnectionArguments } from "@openrobotid/cli/embed";
import { serveHttp } from "./http.js";
import { createServer, type ServerOptions } from "./server.js";

const { version } = createRequire(import.meta.url)("../package.json") as { version: string };
const { options, port } = readConnectionArguments(process.argv.slice(2), {
  name: "robotid-mcp",
  description: "Serves tools that look robots up, over the Model Context Protocol.",
  version,
  port: "serve HTTP at this port of 127.0.0.1, 0 for any that is free; standard input and output where it is left out",
});

const controller = new AbortController();
// It signs nothing: no key is there to be found.
const SECRETS = /^ROBOTID_(?:PRIVATE_KEY|KEYSTORE|PASSWORD|PASSWORD_FILE)$/;
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SECRETS.test(name)));

const serverOptions: ServerOptions = {
  options,
  version,
  shell: {
    env,
    cwd: process.cwd(),
    out: () => {},
    err: () => {},
    outIsTerminal: false,
    errIsTerminal: false,
    canAsk: false,
    readInput: async () => "",
    signal: controller.signal,
  },
};

if (port === undefined) {
  // The agent is gone.
  process.stdin.on("end", () => {
    controller.abort();
    process.exit(0);
  });
  await createServer(serverOptions).connect(new StdioServerTransport());
} else {
  try {
    const { url } = await serveHttp(serverOptions, port);
    console.log(`Answers agents at ${url}, until Ctrl-C.`);
  } catch (error) {
    console.error(
      `Port ${port} cannot be served: ${(error as Error).message}. Give another --port.`,
    );
    process.exitCode = 1;
  }
}
