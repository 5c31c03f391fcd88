// A robot leaves the world. It takes two: whoever holds it hands it in, and an accredited recycler confirms that it was
// destroyed. Nothing leads back.
import {
  formatRobotId,
  parseCountryCode,
  type RobotId,
  verdictOf,
  withCounter,
} from "@openrobotid/sdk";
import {
  createCommitment,
  intake,
  RegistryRefusedError,
  simulate,
  verifyCommitment,
} from "@openrobotid/sdk/actions";
import { clientOf } from "../sandbox.js";

const [maker, recycler] = [clientOf("maker"), clientOf("recycler")];
const country = parseCountryCode("ES"); // where the recycler is accredited

// A unit that did not pass its last test; run again, the example takes the one behind it.
const yard = Array.from({ length: 100 }, (_, index) =>
  withCounter("CNBH01TERN0325W07", 9001n + BigInt(index)),
);
const id = (await maker.getRobots({ ids: yard })).find(({ state }) => state === "issued")?.id;
if (!id) throw new Error("All of these have been retired.");

const say = async (id: RobotId) => {
  const { verdict } = verdictOf(await maker.getRobot({ id }));
  console.log(`${formatRobotId(id)}: ${verdict}`);
};
await say(id);

// 1. The holder hands it in. From now on it changes hands no more, except out of the world.
const accreditation = await maker.getAccreditation({
  accredited: recycler.account.address,
  role: "recycler",
  country,
});
console.log(
  `The recycler is ${accreditation?.valid ? "accredited" : "not accredited"} in ${country}`,
);
await maker.intakeSync({ id, recycler: recycler.account.address, country });
await say(id);

// 2. The recycler destroys it and says so. On the chain stands a salted digest; whoever gets document and salt can check it.
const certificate = "Certificate of destruction RN-2026-0077";
const commitment = createCommitment(certificate);
await recycler.scrapSync({ id, certificateDigest: commitment.commitment });
await say(id);
console.log(`Certificate: ${verifyCommitment(certificate, commitment) ? "fits" : "does not fit"}`);

// Scrapped is for ever.
try {
  await simulate(maker, intake, { id, recycler: recycler.account.address, country });
} catch (error) {
  if (!(error instanceof RegistryRefusedError)) throw error;
  console.log(`Refused: ${error.shortMessage}`);
}

// The code stays what it was: whoever meets it on a machine learns that this robot is no more, and who had it last.
const { holder, disposal } = await maker.getRobot({ id });
console.log(`Last held by ${holder}, destroyed by ${disposal?.recycler}`);
