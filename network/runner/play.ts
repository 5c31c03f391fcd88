// The example world on a network of real nodes. Its year is a year: what a chain whose time nobody sets can take of it are the
// events before its first vote, all of them now.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "@openrobotid/deployment/file";
import { UserError } from "@openrobotid/kit/command";
import { getManufacturer } from "@openrobotid/sdk/actions";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import { accountOf, termsOn } from "@openrobotid/world/accounts";
import { clientOf } from "@openrobotid/world/client";
import type { World } from "@openrobotid/world/files";
import { Play } from "@openrobotid/world/play";
import { playEvents, type Step } from "@openrobotid/world/player";
import { differenceText } from "@openrobotid/world/print";
import { shiftWorld } from "@openrobotid/world/shift";
import { compareHeads } from "@openrobotid/world/year";
import type { LocalAccount } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { getBlock } from "viem/actions";
import type { Founding } from "../src/founding.js";
import type { Requests } from "../src/genesis/deployment.js";
import { readKey } from "../src/life/member.js";
import { requestsOf } from "../src/rpc.js";
import { seatKeyFile } from "../src/test-network.js";

/** The first of the events that take days. */
const FIRST_VOTE = "proposeSeat";

/** Nobody sets the time of this chain. */
const NOW = { reach: async () => {}, tick: async () => {} };

/** Where a world is played. */
export interface Ground {
  readonly founding: Founding;
  readonly deployment: Deployment;
  /** Address of the node that is asked. */
  readonly rpcUrl: string;
  /** Nodes that must let the parties send. */
  readonly nodes: readonly Requests[];
  /** Folder of the network, with the keys of its seats. */
  readonly folder: string;
  /** Milliseconds between two looks for a receipt. */
  readonly pause?: number;
}

/** What was played. */
export interface Played {
  readonly events: number;
  readonly robots: number;
}

/** The nodes of a network on this machine, from its folder. */
export function groundOf(folder: string): Ground {
  const read = (name: string): unknown => {
    try {
      return JSON.parse(readFileSync(join(folder, name), "utf8"));
    } catch (error) {
      throw new UserError(
        `${folder} is no folder of a network: ${error instanceof Error ? error.message : error}`,
      );
    }
  };
  const founding = read("founding.json") as Founding;
  const urls = [...founding.members, ...founding.observers].map(
    ({ rpcPort }) => `http://127.0.0.1:${rpcPort}`,
  );
  return {
    founding,
    deployment: read("deployment.json") as Deployment,
    rpcUrl: urls[0] ?? "",
    nodes: urls.map(requestsOf),
    folder,
  };
}

/**
 * Plays the events of a world up to its first vote, the founding seats by the keys of the network's own, and compares every
 * robot's head with the events.
 *
 * @throws UserError where the network has no seat for a country of the world, or an event does not go as the files say.
 */
export async function playOn(
  { founding, deployment, rpcUrl, nodes, folder, pause = 250 }: Ground,
  world: World,
  onStep: (step: Step) => void,
): Promise<Played> {
  const own = seatsOf(world, founding, folder);
  const client = clientOf(deployment, endpointTransport(rpcUrl), { pause });
  const { timestamp } = await getBlock(client);
  const played = beforeTheFirstVote(world, Number(timestamp));
  const manifests = join(folder, "manifests");
  const play = new Play({ client, terms: await termsOn(client), world: played, manifests, own });
  await requireUnplayed(play);
  await letIn(nodes, [...play.accounts.values()]);
  await playEvents(play, onStep, NOW);
  const { robots, differences } = await compareHeads(play);
  if (differences.length > 0) throw new UserError(differences.map(differenceText).join("\n"));
  return { events: played.events.length, robots: robots.length };
}

/** Accounts of the parties of a world. Everybody knows their keys. */
export function partiesOf({ parties }: World): string[] {
  return [...parties.values()].map(({ account }) => accountOf(account).address);
}

/** The founding seats of a world, by the keys of the network's seats for the same countries. */
function seatsOf(world: World, { members }: Founding, folder: string): Map<string, LocalAccount> {
  const founders = world.authorities.filter(({ founding }) => founding);
  return new Map(
    founders.map(({ party, countries }) => {
      const member = members.find((of) =>
        countries.every((country) => of.countries.includes(country)),
      );
      if (member === undefined) {
        throw new UserError(
          `No seat of this network answers for ${countries.join(", ")}, as one of the world does. Start it with ${founders.length} validators or more.`,
        );
      }
      return [party, privateKeyToAccount(readKey(seatKeyFile(folder, member.id)))] as const;
    }),
  );
}

/** The events up to the first vote, each as if it were due now: what it sets ends as long after it as in the files. */
function beforeTheFirstVote(world: World, now: number): World {
  const first = world.events.findIndex(({ value }) => value.action === FIRST_VOTE);
  const events = first === -1 ? world.events : world.events.slice(0, first);
  const due = events.flatMap(
    (event) => shiftWorld({ ...world, events: [event] }, now - event.value.date).events,
  );
  return { ...world, events: due };
}

async function requireUnplayed({ world, client }: Play): Promise<void> {
  for (const { value } of world.events) {
    if (value.action !== "admitManufacturer") continue;
    if (!(await getManufacturer(client, { manufacturer: value.code }))) return;
    throw new UserError(
      "The example world has been played here already, or was begun. Start the network again: that makes a new one.",
    );
  }
}

/** What the permissioners would do a moment after a seat named them. */
async function letIn(nodes: readonly Requests[], own: readonly LocalAccount[]): Promise<void> {
  const accounts = own.map(({ address }) => address.toLowerCase());
  await Promise.all(
    nodes.map(async (request) => {
      const listed = new Set((await request("perm_getAccountsAllowlist", [])) as string[]);
      const missing = accounts.filter((account) => !listed.has(account));
      if (missing.length > 0) await request("perm_addAccountsToAllowlist", [missing]);
    }),
  );
}
