// A running network is told from another terminal to stop or start one of its validators: over a socket in its folder, which
// its owner alone may use. The nodes stay children of the one process that ends them all.
import { chmodSync, existsSync, rmSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { quorumOf } from "@openrobotid/sdk/proof";
import type { LocalNetwork } from "./local-network.js";

/** What can be done to a validator. */
export type Order = "down" | "up";

const socketOf = (folder: string): string => join(folder, "control.sock");

/** Longest path of a socket on the systems that we know, in bytes. */
const LONGEST = 103;

/** Listens in the folder of a network for orders; gives what ends that. */
export async function listenForOrders(
  network: Pick<LocalNetwork, "validators">,
  folder: string,
): Promise<() => Promise<void>> {
  const path = socketOf(folder);
  if (Buffer.byteLength(path) > LONGEST) {
    throw new UserError(`${path} is too long for a socket: choose a --folder with a shorter path.`);
  }
  rmSync(path, { force: true });
  // One after the other: a node that stops is not started meanwhile.
  let last: Promise<unknown> = Promise.resolve();
  const server: Server = createServer((incoming, outgoing) => {
    const [, order = "", number = ""] = /^\/(down|up)\/(\d+)$/.exec(incoming.url ?? "") ?? [];
    last = last.then(async () => {
      const answer = await obey(network, order as Order, Number(number)).then(
        (said) => [200, said] as const,
        (error: unknown) => [409, error instanceof Error ? error.message : String(error)] as const,
      );
      outgoing.writeHead(answer[0]).end(answer[1]);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
}

async function obey(
  { validators }: Pick<LocalNetwork, "validators">,
  order: Order,
  number: number,
): Promise<string> {
  const node = validators[number - 1];
  if (node === undefined) {
    throw new UserError(`There is no validator ${number}: they are 1 to ${validators.length}.`);
  }
  const { id } = node.node;
  if (order === "down") {
    if (!node.running) throw new UserError(`${id} is down already.`);
    const ended = await node.stop();
    const left = validators.filter(({ running }) => running).length;
    const needed = quorumOf(validators.length);
    const goesOn = left >= needed ? "The chain goes on" : "The chain has stopped";
    return `${id} is down${ended ? "" : " (it had to be killed)"}. ${goesOn}: ${left} of ${validators.length} validators are up, ${needed} are needed.`;
  }
  if (node.running) throw new UserError(`${id} is up already.`);
  await node.start();
  return `${id} is up.`;
}

/** Gives an order to the network that runs in a folder, and what it says. */
export async function giveOrder(folder: string, order: Order, number: number): Promise<string> {
  const socketPath = socketOf(folder);
  if (!existsSync(socketPath)) throw notRunning(folder);
  return await new Promise((resolve, reject) => {
    const asking = request(
      { socketPath, path: `/${order}/${number}`, method: "POST" },
      (incoming) => {
        let said = "";
        incoming.on("data", (chunk) => {
          said += chunk;
        });
        incoming.once("end", () => {
          if (incoming.statusCode === 200) resolve(said);
          else reject(new UserError(said));
        });
      },
    );
    // A socket that nobody listens at is what a run that was killed has left.
    asking.once("error", () => reject(notRunning(folder)));
    asking.end();
  });
}

function notRunning(folder: string): UserError {
  return new UserError(
    `No network runs in ${folder}. Start one with \`npm run network\`, or name its --folder.`,
  );
}
