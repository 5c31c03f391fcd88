// The world that a new sandbox begins with: everything deployed, the year of the example world played, and the time of the
// chain moved on to today.

import type { Deployment } from "@openrobotid/deployment/file";
import { UserError } from "@openrobotid/kit/command";
import { showProgress } from "@openrobotid/kit/progress";
import { getSeats } from "@openrobotid/sdk/actions";
import { plan } from "@openrobotid/world/actions";
import { passTo } from "@openrobotid/world/clock";
import type { EventOf } from "@openrobotid/world/events";
import type { World } from "@openrobotid/world/files";
import type { Play } from "@openrobotid/world/play";
import { differenceText } from "@openrobotid/world/print";
import { deployFor } from "@openrobotid/world/show";
import { playYear } from "@openrobotid/world/year";
import { network } from "hardhat";
import { secondsSince } from "./timer.js";

const YEAR = 365 * 24 * 60 * 60;

export type SeedOptions = {
  /** Where the chain's node answers. */
  url: string;
  world: World;
  /** Folder for the manifests of the lots. */
  manifests: string;
  /** Learns where the contracts are, before the year is played. */
  onDeployed: (deployment: Deployment) => void;
};

/** Makes the world on a new chain. Throws `UserError` where it does not come out right. */
export async function seed({ url, world, manifests, onDeployed }: SeedOptions): Promise<void> {
  const connection = await network.create({ network: "localhost", override: { url } });
  try {
    const began = performance.now();
    const { client, deployment } = await deployFor(connection, { isThrowaway: true });
    console.log(`Deployed in ${secondsSince(began)}.`);
    onDeployed(deployment);
    await catchUp(await playAll({ client, world, manifests }));
  } finally {
    await connection.close();
  }
}

async function playAll(options: Omit<Parameters<typeof playYear>[0], "onStep">): Promise<Play> {
  const began = performance.now();
  const progress = showProgress(
    "Playing the year of the example world",
    options.world.events.length,
  );
  try {
    const { play, differences } = await playYear({ ...options, onStep: () => progress.advance(1) });
    if (differences.length > 0) {
      throw new UserError(
        `The year did not end as it was expected:\n${differences.map(differenceText).join("\n")}`,
      );
    }
    progress.finish(
      `The year is played, and it ended as expected.json says: ${secondsSince(began)}.`,
    );
    return play;
  } catch (error) {
    progress.fail("The year could not be played.");
    throw error;
  }
}

/**
 * Moves the chain's time on to now. What the authorities had granted and was valid when the year ended they renew where it
 * would lapse within a year from now, so that everybody can go on; what had lapsed in the year stays so.
 */
async function catchUp(play: Play): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const last = play.world.events.at(-1)?.value.date ?? 0;
  if (now <= last) return;
  await passTo(play.client, now);
  // A country may have changed seats since.
  const seats = await getSeats(play.client);
  for (const event of renewals(play.world.events, last, now)) {
    const seat = seats.find(({ countries }) => countries.includes(event.country));
    if (seat === undefined) throw new UserError(`No seat answers for ${event.country}.`);
    const { calls } = await plan(play, { ...event, by: play.partyAt(seat.authority) });
    for (const { send } of calls) await send();
  }
}

type Grant = EventOf<"accredit"> | EventOf<"approveModel">;

function renewals(events: World["events"], last: number, now: number): Grant[] {
  return events.flatMap(({ value }): Grant[] => {
    if (value.action !== "accredit" && value.action !== "approveModel") return [];
    if (value.refused !== undefined || value.expiry <= last || value.expiry > now + YEAR) return [];
    return [{ ...value, date: now, expiry: now + 2 * YEAR }];
  });
}
