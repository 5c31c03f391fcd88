// The process of `robotid-mcp`: speaks with an agent over standard input and output.
import { createRequire } from "node:module";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { requireConnectionOptions } from "@openrobotid/cli/embed";
import { createServer } from "./server.js";

const { version } = createRequire(import.meta.url)("../package.json") as { version: string };
const options = process.argv.slice(2);
requireConnectionOptions(options, {
  name: "robotid-mcp",
  description: "Serves tools that look robots up, over the Model Context Protocol on stdio.",
  version,
});

const controller = new AbortController();
// It signs nothing: no key is there to be found.
const SECRETS = /^ROBOTID_(?:PRIVATE_KEY|KEYSTORE|PASSWORD|PASSWORD_FILE)$/;
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SECRETS.test(name)));

const server = createServer({
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
});
// The agent is gone.
process.stdin.on("end", () => {
  controller.abort();
  process.exit(0);
});
await server.connect(new StdioServerTransport());
