// The year of the example world from beginning to end: fund the accounts, play every event, publish the manifests, then hold
// the chain against its own events and against the file of expectations. Works on any development chain that holds the
// registry: in this process or over HTTP.
import { join, relative } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import type { RobotId } from "@openrobotid/sdk";
import {
  getHistory,
  getLot,
  getRobot,
  getSeats,
  HistoryMismatchError,
} from "@openrobotid/sdk/actions";
import { verifyManifest } from "@openrobotid/sdk/batch";
import { readRecorded } from "@openrobotid/sdk/history";
import { zeroHash } from "viem";
import { getLogs } from "viem/actions";
import { fund, termsOn } from "./accounts.js";
import { ahead, type WorldClient } from "./client.js";
import type { World } from "./files.js";
import { Play, spell } from "./play.js";
import { playEvents, type Step } from "./player.js";
import { compareState, type Difference } from "./state.js";

export type Options = {
  client: WorldClient;
  world: World;
  /** Folder into which the manifests go. */
  manifests: string;
  onStep?: (step: Step) => void;
};

/** What the histories of the robots are, held against the chain. */
export type Heads = {
  /** Robots with a history, and the number of all their entries. */
  robots: readonly RobotId[];
  entries: number;
  /** What is not as it was expected; empty where all is well. */
  differences: Difference[];
};

export type Year = Heads & { play: Play };

/** Plays the year. Throws `UserError` at the first event that does not go as the files say. */
export async function playYear(options: Options): Promise<Year> {
  const { client, world, manifests, onStep = () => {} } = options;
  const play = new Play({
    client,
    sender: ahead(client),
    terms: await termsOn(client),
    world,
    manifests,
  });
  await checkFounders(play);
  await fund(
    client,
    [...play.accounts.values()].map(({ address }) => address),
  );
  await playEvents(play, onStep);

  for (const manifest of play.manifests) await checkManifest(play, manifest);
  const heads = await compareHeads(play);
  const differences = [...heads.differences, ...(await compareState(play, heads.robots))];
  return { ...heads, play, differences };
}

/** The founding seats of the chain must be those of authorities.csv: no vote of this year admits them. */
async function checkFounders(play: Play): Promise<void> {
  const seats = await getSeats(play.client);
  for (const { party, validator, countries, founding } of play.world.authorities) {
    const { address } = play.account(party);
    const held = seats.find(({ authority }) => authority === address);
    if (!founding) {
      if (held === undefined) continue;
      throw new UserError(
        `${play.nameOf(party)} has seat ${held.seat} already: is the year played?`,
      );
    }
    const codes = [...(held?.countries ?? [])];
    const wanted = [play.nameOf(party), validator, countries.toSorted().join()];
    if ([held?.name, held?.validator, codes.sort().join()].join() !== wanted.join()) {
      const file = relative(process.cwd(), join(play.world.folder, "authorities.csv"));
      throw new UserError(
        `${file}: ${play.nameOf(party)} (${address}, ${countries.join(", ")}) is no founding seat of this chain, ` +
          "or not with this validator and these countries. Deploy with the development set of parameters.",
      );
    }
  }
}

/** Rebuilds the root from the manifest, as anybody can, and finds it on the chain. */
async function checkManifest(
  { client }: Play,
  { file, last }: Play["manifests"][number],
): Promise<void> {
  const { lot = zeroHash } = await getRobot(client, { id: last });
  const { unitsRoot = zeroHash } = (await getLot(client, { lot })) ?? {};
  await verifyManifest({ file, unitsRoot });
}

/** Rebuilds the history of every robot from events alone, and holds its head against the one that the registry has. */
export async function compareHeads({ client, manifests }: Play): Promise<Heads> {
  const { address } = client.chain.contracts.robotRegistry;
  const logs = await getLogs(client, { address, fromBlock: 0n, toBlock: "latest" });
  const robots = [...new Set(logs.flatMap((log) => readRecorded(log)?.id ?? []))];
  const untouched = manifests.map(({ last }) => last);
  const differences: Difference[] = [];
  let entries = 0;
  for (const id of new Set([...robots, ...untouched])) {
    try {
      entries += (await getHistory(client, { id, fromBlock: 0n })).entries.length;
    } catch (error) {
      if (!(error instanceof HistoryMismatchError)) throw error;
      const { reason, expected = reason, found } = error;
      const path = `head of ${spell(id)}, entry ${error.seq}`;
      differences.push({ place: "events of the chain", path, expected, found });
    }
  }
  return { robots, entries, differences };
}
