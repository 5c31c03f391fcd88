// Somebody buys a used robot: what to look at before paying, and how it changes hands.
import { formatRobotId, parseRobotId, verdictOf } from "@openrobotid/sdk";
import { acceptTransfer, RegistryRefusedError, simulate } from "@openrobotid/sdk/actions";
import { signChallenge } from "@openrobotid/sdk/device";
import { computerOf } from "../computer.js";
import { clientOf } from "../sandbox.js";

const id = parseRobotId("CN-BH01-TERN03-25W07000000000002");
const offered = await clientOf("stranger").getRobot({ id });

// Run again, it goes back to whom it came from.
const [hotel, warehouse] = [clientOf("hotel"), clientOf("warehouse")];
const isHotels = offered.holder === hotel.account.address;
const [seller, buyer] = isHotels ? [hotel, warehouse] : [warehouse, hotel];

// 1. Is the machine in the shop the one of this code? It answers a challenge with the key in its computer.
const challenge = buyer.createChallenge({ id });
const signature = await signChallenge(await computerOf(id), challenge);
const { answer, robot } = await buyer.verifyChallenge({ challenge, signature });
console.log(`${formatRobotId(id, { check: true })} is ${answer}`);

// 2. Does it belong to who sells it, and is anything known against it?
const { verdict, also } = verdictOf(robot);
console.log(`Verdict: ${[verdict, ...also].join(", ")}`);
console.log(
  `The seller ${robot.holder === seller.account.address ? "holds it" : "does not hold it"}`,
);
if (answer !== "genuine" || verdict !== "inService" || robot.holder !== seller.account.address) {
  throw new Error("Walk away.");
}

// 3. What happened to it? Computed again from events, entry by entry, and compared with what the
// registry commits to. With `verifyAgainst`, a client of a node that another member runs, two of
// them would have to agree on a lie.
const then = await buyer.getStateAt({ id, at: robot.asOf.timestamp });
const sales = then.entries.filter(({ kind }) => kind === "transferred");
console.log(
  `History: ${then.entries.length} entries, all accounted for; sold ${sales.length} times`,
);
console.log(`Title brands: ${then.brands.join(", ") || "none"}`);
console.log(
  `Recalls remedied: ${then.settledCampaigns.length}, open: ${robot.openCampaigns.length}`,
);

// 4. Who answers for it: who admitted its maker, and is the model approved here?
const { manufacturer, seat } = await buyer.getAuthorityChain({ id });
console.log(`Made by ${manufacturer?.name}, admitted by ${seat?.name}`);
console.log(`Approved in ${robot.market} at level L${robot.approval?.level}`);

// 5. Both sides act: the seller names the buyer, and the buyer takes it.
await seller.approveTransferSync({ id, to: buyer.account.address });
const { from, to } = await buyer.acceptTransferSync({ id, from: seller.account.address });
console.log(`Sold by ${from} to ${to}`);

// What if somebody had not looked? The chain refuses what must not change hands.
const stolen = parseRobotId("CN-BH01-TERN03-25W07000000006101");
await hotel.approveTransferSync({ id: stolen, to: warehouse.account.address });
try {
  await simulate(warehouse, acceptTransfer, { id: stolen, from: hotel.account.address });
} catch (error) {
  if (!(error instanceof RegistryRefusedError)) throw error;
  console.log(`Refused: ${error.shortMessage}`);
}
