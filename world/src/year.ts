// The year of the example world from beginning to end: fund the accounts, play every event, publish the manifests, then hold
// the chain against its own events and against the file of expectations. Works on any development chain that holds the
// registry: in this process or over HTTP.
import { join, relative } from "node:path";
import type { Deployment } from "@openrobotid/deployment/file";
import { UserError } from "@openrobotid/kit/command";
import { fromBytes32, type Hex, toBytes, toBytes32 } from "@openrobotid/sdk";
import { verifyManifest } from "@openrobotid/sdk/batch";
import type { JsonRpcApiProvider } from "ethers";
import { accountOf, fund } from "./accounts.js";
import type { World } from "./files.js";
import { Histories } from "./histories.js";
import { Play, spell } from "./play.js";
import { playEvents, type Step } from "./player.js";
import { compareState, type Difference } from "./state.js";

export type Options = {
  provider: JsonRpcApiProvider;
  deployment: Deployment;
  world: World;
  /** Folder into which the manifests go. */
  manifests: string;
  onStep?: (step: Step) => void;
};

export type Year = {
  play: Play;
  /** Robots with a history, and the number of all their entries. */
  robots: number;
  entries: number;
  /** What is not as it was expected; empty where all is well. */
  differences: Difference[];
};

/** Plays the year. Throws `UserError` at the first event that does not go as the files say. */
export async function playYear(options: Options): Promise<Year> {
  const { provider, deployment, world, onStep = () => {} } = options;
  const play = new Play(provider, deployment, world, options.manifests);
  await checkFounders(play);
  await fund(accountOf(0, provider), [...play.accounts.values()]);
  await playEvents(play, onStep);

  for (const manifest of play.manifests) await checkManifest(play, manifest);
  const { registry, orders, flags, recalls, dossier } = play.contracts;
  const histories = await Histories.read(provider, registry, [orders, flags, recalls, dossier]);
  const robots = histories.ids().map((id) => fromBytes32(id as Hex));
  const differences = [
    ...(await compareHeads(play, histories)),
    ...(await compareState(play, robots)),
  ];
  const entries = histories.ids().reduce((sum, id) => sum + histories.entriesOf(id).length, 0);
  return { play, robots: robots.length, entries, differences };
}

/** The founding seats of the chain must be those of authorities.csv: no vote of this year admits them. */
async function checkFounders(play: Play): Promise<void> {
  const { consortium } = play.contracts;
  for (const { party, validator, countries, founding } of play.world.authorities) {
    const { address } = play.account(party);
    const seat = await consortium.seatOfAuthority(address);
    if (!founding) {
      if (seat === 0n) continue;
      throw new UserError(`${play.nameOf(party)} has seat ${seat} already: is the year played?`);
    }
    const held = seat === 0n ? undefined : await consortium.seatOf(seat);
    const codes = seat === 0n ? [] : [...(await consortium.countriesOf(seat))];
    const wanted = [play.nameOf(party), validator, countries.map(toBytes).sort().join()];
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
async function checkManifest(play: Play, { file, last }: Play["manifests"][number]): Promise<void> {
  const { registry } = play.contracts;
  const { unitsRoot } = await registry.lot(await registry.lotOf(toBytes32(last)));
  await verifyManifest({ file, unitsRoot: unitsRoot as Hex });
}

/** Heads rebuilt from events alone beside those that the registry holds. */
export async function compareHeads(play: Play, histories: Histories): Promise<Difference[]> {
  const differences: Difference[] = [];
  const untouched = play.manifests.map(({ last }) => toBytes32(last));
  for (const id of new Set([...histories.ids(), ...untouched])) {
    const { head } = await play.contracts.registry.historyOf(id);
    const rebuilt = histories.historyOf(id).head;
    if (head !== rebuilt) {
      const path = `head of ${spell(fromBytes32(id as Hex))}`;
      differences.push({ place: "events of the chain", path, expected: rebuilt, found: head });
    }
  }
  return differences;
}
