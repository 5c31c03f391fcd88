// `npm run network:play`: the example world on the network that `npm run network` started.

import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "@openrobotid/kit/build";
import { command } from "@openrobotid/kit/command";

const FOLDER = fileURLToPath(new URL("../local/network", import.meta.url));

const usage = `Plays the example world on the network that \`npm run network\` started: makers, models, approvals, a production file of 10,000
units, robots placed, sold, serviced and recalled, and an attempt that must fail. What takes days is left out: the events end
before the world's first vote. A minute or two, as fast as blocks come.

  npm run network:play -- [--folder FOLDER] [--world FOLDER]

  --folder FOLDER  the network's (network/local/network)
  --world FOLDER   another world (examples/world)
`;

await command(
  usage,
  { folder: { type: "string", default: FOLDER }, world: { type: "string" } },
  async ({ folder, world: worldFolder }) => {
    await build();
    // These need what the build makes.
    const { readWorld } = await import("@openrobotid/world/files");
    const { stepPrinter } = await import("@openrobotid/world/print");
    const { groundOf, playOn } = await import("./play.js");
    const world = await readWorld(worldFolder);
    const ground = groundOf(resolve(folder));
    const { events, robots } = await playOn(ground, world, stepPrinter(console.log));
    console.log(
      `\n${events} events were played. The heads of ${robots} robots follow from the events of the chain.`,
    );
  },
);
