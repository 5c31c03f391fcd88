// The main job, on a chain that lives in this process and is gone afterwards.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "@openrobotid/kit/build";
import { command, UserError } from "@openrobotid/kit/command";
import { network } from "hardhat";

const USAGE = `Usage: npm run demo -- [options]

Starts a chain in this process, deploys the registry, and plays a year of the world in examples/world, step by step, with
date and gas. Then it rebuilds the history of every robot from events alone and compares the end with what was expected.
Ends with 1 where anything differs, or where an attempt succeeds that must fail.

  --world FOLDER      another world (default: examples/world); its README says which files it needs
  --manifests FOLDER  keeps the manifests of the lots here; otherwise they are gone when it ends
  --scale UNITS       instead of the year: issues this many units of 200 models of 100 manufacturers
  --help              this text
`;

const LEAST_UNITS = 200;
const MOST_UNITS = 1_000_000;

await command(
  USAGE,
  {
    world: { type: "string" },
    manifests: { type: "string" },
    scale: { type: "string" },
  },
  async ({ world: folder, manifests, scale }) => {
    const units = scale === undefined ? undefined : unitsOf(scale);
    await build();
    // These need what the build makes.
    const { readWorld } = await import("@openrobotid/world/files");
    const { dayBefore, deployFor, showScale, showYear } = await import("@openrobotid/world/show");

    const temporary = mkdtempSync(join(tmpdir(), "open-robot-id-demo-"));
    process.once("exit", () => rmSync(temporary, { recursive: true, force: true }));
    if (units !== undefined) {
      const connection = await network.create();
      await showScale(await deployFor(connection), units, temporary);
      return await connection.close();
    }
    const world = await readWorld(folder);
    const connection = await network.create({ override: { initialDate: dayBefore(world) } });
    const chain = await deployFor(connection);
    if (!(await showYear(chain, world, manifests ?? temporary))) process.exitCode = 1;
    await connection.close();
  },
);

function unitsOf(scale: string): number {
  const units = Number(scale);
  if (Number.isInteger(units) && units >= LEAST_UNITS && units <= MOST_UNITS) return units;
  throw new UserError(
    `--scale: found "${scale}", expected a whole number from ${LEAST_UNITS} (one unit of each model) to ${MOST_UNITS}.`,
  );
}
