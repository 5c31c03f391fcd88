// A robot leaves the world. It takes two and a week: its holder offers it, an accredited recycler takes it in and, a week later
// at the earliest, confirms that it was destroyed. From then on nothing leads back.
import {
  formatRobotId,
  parseCountryCode,
  type RobotId,
  verdictOf,
  withCounter,
} from "@openrobotid/sdk";
import {
  createCommitment,
  offerIntake,
  RegistryRefusedError,
  scrap,
  simulate,
  verifyCommitment,
} from "@openrobotid/sdk/actions";
import { clientOf, letDaysPass } from "../sandbox.js";

const [maker, recycler] = [clientOf("maker"), clientOf("recycler")];
const country = parseCountryCode("CN"); // answers for units that were never placed on a market

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

// 1. The holder offers it, and the recycler takes it in. From now on it no longer changes hands.
const accreditation = await maker.getAccreditation({
  accredited: recycler.account.address,
  role: "recycler",
  country,
});
console.log(
  `The recycler is ${accreditation?.valid ? "accredited" : "not accredited"} in ${country}`,
);
await maker.offerIntakeSync({ id, recycler: recycler.account.address });
await recycler.takeInSync({ id });
await say(id);

// 2. For a week a mistake can be corrected: the recycler offers the robot back (`offerReturn`), the holder takes it (`takeBack`).
const certificate = "Certificate of destruction HB-2026-0077";
const commitment = createCommitment(certificate);
const destroyed = { id, certificateDigest: commitment.commitment };
await refused(simulate(recycler, scrap, destroyed));
await letDaysPass(7);

// 3. The recycler destroys it and says so. The chain gets a salted digest; who is given document and salt can check it.
await recycler.scrapSync(destroyed);
await say(id);
console.log(`Certificate: ${verifyCommitment(certificate, commitment) ? "fits" : "does not fit"}`);

// Scrapped is for ever.
await refused(simulate(maker, offerIntake, { id, recycler: recycler.account.address }));

// The code stays what it was: who meets it on a machine learns that this robot no longer exists, and who had it last.
const { holder, disposal } = await maker.getRobot({ id });
console.log(`Last held by ${holder}, destroyed by ${disposal?.recycler}`);

/** Says how a call is refused. */
async function refused(call: Promise<unknown>): Promise<void> {
  const error = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof RegistryRefusedError)) throw error;
  console.log(`Refused: ${error.shortMessage}`);
}
