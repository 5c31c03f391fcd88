// Makes the world of a new sandbox on a chain that has just been started: compiles, deploys, plays. A process of its own, so
// that it can be stopped at any moment with everything that it has started.
//
//   node --import @openrobotid/kit/typescript sandbox/src/make.ts FOLDER URL WORLD
import { build } from "@openrobotid/kit/build";
import { UserError } from "@openrobotid/kit/command";
import { readWorld } from "@openrobotid/world/files";
import { keepPlayers } from "./description.js";
import { SandboxFolder, writeWhole } from "./folder.js";
import { noteOrigin } from "./origin.js";

const [path = "", url = "", worldFolder = ""] = process.argv.slice(2);
const folder = new SandboxFolder(path);

try {
  await build({ contractsOnly: true });
  // It needs what the build makes.
  const { seed } = await import("./seed.js");
  const world = await readWorld(worldFolder);
  await seed({
    url,
    world,
    manifests: folder.manifests,
    onDeployed: (deployment) =>
      writeWhole(folder.deployment, `${JSON.stringify(deployment, null, 2)}\n`),
  });
  await keepPlayers(folder, world);
  noteOrigin(folder, worldFolder);
} catch (error) {
  process.stderr.write(
    `\n${error instanceof UserError ? error.message : (error as Error).stack}\n`,
  );
  process.exitCode = 1;
}
process.exit();
