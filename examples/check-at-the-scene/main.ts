// An investigator is in front of a robot: is it the one of its code, what is known of it, and who
// answers for it?
import {
  formatRobotId,
  parseRobotId,
  parseRobotIdUri,
  RobotIdError,
  suggestRobotIds,
  verdictOf,
} from "@openrobotid/sdk";
import { createSoftwareSigner, type DeviceSigner, signChallenge } from "@openrobotid/sdk/device";
import { computerOf } from "../computer.js";
import { clientOf } from "../sandbox.js";

const investigator = clientOf("investigator");

// The plate is scratched: typed by hand, the check character finds the slip, and tells which codes may have been meant.
const typed = "CN-BH01-TERN03-25W0700000000O003-G";
try {
  parseRobotId(typed);
} catch (error) {
  if (!(error instanceof RobotIdError)) throw error;
  console.log(`${typed}: ${error.message}`);
  const robots = await investigator.getRobots({ ids: suggestRobotIds(typed) });
  const issued = robots.filter(({ state }) => state !== "none");
  console.log(
    `Issued among the suggestions: ${issued.map((one) => formatRobotId(one.id)).join(", ")}`,
  );
}

// Scanned from its QR code, it is a link. The link says nothing: what counts comes from the registry.
const scanned = parseRobotIdUri("HTTPS://ID.EXAMPLE/CN/BH01/TERN03/25W07000000000003");
if (scanned.type !== "robot") throw new Error(`This is the code of a ${scanned.type}.`);
const { id } = scanned;

/** Lets a machine prove that it is the robot of the code. */
async function check(machine: DeviceSigner) {
  const challenge = investigator.createChallenge({ id });
  const signature = await signChallenge(machine, challenge); // in the machine, over Bluetooth or by cable
  return await investigator.verifyChallenge({ challenge, signature });
}

const { answer, robot } = await check(await computerOf(id));
const impostor = await check(await createSoftwareSigner());
console.log(`This machine: ${answer}. Another one with the same plate: ${impostor.answer}.`);

const { verdict, also } = verdictOf(robot);
console.log(`${formatRobotId(id)}: ${[verdict, ...also].join(", ")}`);

const { manufacturer, model, marketSeat } = await investigator.getAuthorityChain({ id });
console.log(`${model?.name}, made by ${manufacturer?.name}`);
console.log(`On the market of ${robot.market}, for which ${marketSeat?.name} answers`);
console.log(`Holder ${robot.holder}`);
console.log(`Run by ${robot.operator?.inCharge ? robot.operator.account : "its holder"}`);
console.log(`Firmware ${robot.firmware?.version ?? "unknown"}`);
