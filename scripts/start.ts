// The whole registry on this machine: a chain with the year of the example world on it, the index, the API and the pages.
import { command } from "@openrobotid/kit/command";
import { runSandbox } from "@openrobotid/whole-sandbox/sandbox";

const USAGE = `Usage: npm start -- [options]

Starts everything on this machine and for this machine alone (127.0.0.1): a chain, on which the registry is deployed and
the year of the example world played; a witness of each seat; the index with its API; and the pages. Ctrl-C stops it, and nothing is left running.
The chain is kept in the folder .sandbox, and goes on when it is started again.

  --reset          starts over: throws away what is kept
  --folder FOLDER  where the chain is kept (default: .sandbox); one sandbox to a folder
  --world FOLDER   another world (default: examples/world); its README says which files it needs
  --web-port N     port of the pages (default: 8080)
  --index-port N   port of the index with its API (default: 42069)
  --chain-port N   port of the chain's node (default: 8545)
  --witness-port N port of the witnesses of the seats (default: 9647)
  --help           this text

Where a default port is taken, one that is free is chosen, and said.
`;

await command(
  USAGE,
  {
    reset: { type: "boolean" },
    folder: { type: "string" },
    world: { type: "string" },
    "web-port": { type: "string" },
    "index-port": { type: "string" },
    "chain-port": { type: "string" },
    "witness-port": { type: "string" },
  },
  async ({ reset, folder, world, ...ports }) => {
    process.exitCode = await runSandbox({
      reset,
      folder,
      world,
      ports: {
        web: ports["web-port"],
        index: ports["index-port"],
        chain: ports["chain-port"],
        witness: ports["witness-port"],
      },
    });
  },
);
process.exit();
