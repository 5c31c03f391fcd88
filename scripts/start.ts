// A chain on this machine with the registry on it, on which the year of the example world has been played. It runs until it
// is stopped and leaves nothing behind.
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { constants, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout } from "node:timers/promises";
import { network } from "hardhat";
import { build } from "./build.js";
import { command, UserError } from "./command.js";
import type { World } from "./world/files.js";

const HOST = "127.0.0.1";
const USUAL_PORT = 8545;

const USAGE = `Usage: npm start -- [options]

Starts a chain on this machine (${HOST}), deploys the registry, plays the year of the world in examples/world on it, and
leaves it running: for wallets, scripts and the SDK. Ctrl-C stops it; nothing is left behind.

  --port N        port of the chain (default: ${USUAL_PORT}, or any that is free where that is taken)
  --world FOLDER  another world (default: examples/world)
  --help          this text
`;

await command(
  USAGE,
  { port: { type: "string" }, world: { type: "string" } },
  async ({ port: wanted, world: folder }) => {
    const port = await portOf(wanted);
    await build();
    const { readWorld } = await import("./world/files.js");
    await run(await readWorld(folder), port);
  },
);

async function run(world: World, port: number): Promise<void> {
  // These need what the build makes.
  const { dayBefore, deployFor, showAccounts, showYear } = await import("./world/show.js");
  const { journalOf } = await import("./deployment/deploy.js");
  const { writeDeployment } = await import("./deployment/file.js");

  const server = await network.createServer(
    { override: { initialDate: dayBefore(world) } },
    HOST,
    port,
  );
  const address = await server.listen();
  const url = `http://${HOST}:${address.port}`;
  const traces = [join(tmpdir(), `open-robot-id-${process.pid}`)];
  const clear = () => {
    for (const trace of traces) rmSync(trace, { recursive: true, force: true });
  };
  // Whatever happens, and also half-way: the files go with the process, and the chain is in its memory.
  process.once("exit", clear);
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => {
        resolve();
        if (!running) process.exit(128 + constants.signals[signal]);
      });
    }
  });
  let running = false;

  try {
    const connection = await network.create({ network: "localhost", override: { url } });
    traces.push(await journalOf(connection));
    const chain = await deployFor(connection);
    const [manifests = ""] = traces;
    if (!(await showYear(chain, world, manifests))) throw new UserError("The chain is stopped.");
    const file = writeDeployment(chain.deployment);
    traces.push(file);
    showAccounts(world);
    console.log(`
The chain answers at ${url} (chain id ${chain.deployment.chainId}). Its clock runs on from the end of the year played.
Addresses of the contracts: ${relative(process.cwd(), file)}
Stop it with Ctrl-C.`);
    running = true;
    await stopped;
    await connection.close();
  } finally {
    clear();
    // A client that never hangs up is not waited for.
    await Promise.race([server.close(), setTimeout(1_000)]);
  }
  process.exit();
}

/** The port asked for, which must be free; or the usual one, or 0 for any where that is taken. */
async function portOf(wanted: string | undefined): Promise<number> {
  const port = Number(wanted ?? USUAL_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UserError(`--port: found "${wanted}", expected a whole number from 0 to 65535.`);
  }
  if (await isFree(port)) return port;
  if (wanted === undefined) return 0;
  throw new UserError(`--port: ${port} is taken. Leave it out, and a free one is chosen.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, HOST, () => probe.close(() => resolve(true)));
  });
}
