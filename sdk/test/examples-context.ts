// What the examples of the documentation find in place: a client for each participant, a device, the deployment and the
// node's address; and for some actions a state that takes more steps than an example should show.
import { rmSync } from "node:fs";
import { clientOf, deployment, PARTS, rpcUrl, time } from "@openrobotid/testkit/chain";
import { ROTATION_DELAY, SUCCESSION_NOTICE } from "@openrobotid/testkit/consortium";
import { Device } from "@openrobotid/testkit/device";
import { scratchFolder } from "@openrobotid/testkit/folder";
import { counted, rowsOf, writeProductionFile } from "@openrobotid/testkit/production";
import { ORDER_NOTICE, SCRAP_DELAY } from "@openrobotid/testkit/registry";
import { privateKeyToAccount } from "viem/accounts";
import { createCommitment, type Proposal, setResolver } from "../src/actions/index.js";
import { planFile } from "../src/batch/index.js";
import { parseManufacturerId, parseModelId, parseRobotId } from "../src/index.js";

const authorities = {
  china: clientOf("CN"),
  spain: clientOf("ES"),
  mexico: clientOf("MX"),
  germany: clientOf("DE"),
};

/** Variables of every example. */
export const people: Record<string, unknown> = {
  ...Object.fromEntries(PARTS.map((part) => [part, clientOf(part)])),
  ...authorities,
  client: clientOf("stranger"),
  node: clientOf(privateKeyToAccount(`0x${"7a".repeat(32)}`)),
  device: new Device("of the examples"),
  deployment,
  rpcUrl,
};

const proposal: Proposal = {
  calls: [setResolver({ baseUri: "https://robots.example" })],
  description: "Move the resolver",
};

async function proposed() {
  const { proposalId, voteStart, voteEnd } = await authorities.spain.proposeSync(proposal);
  return { proposalId, voteStart, voteEnd };
}

async function open() {
  const { proposalId, voteStart, voteEnd } = await proposed();
  await time.increaseTo(voteStart + 1);
  return { proposalId, voteEnd };
}

async function passed() {
  const { proposalId, voteEnd } = await open();
  for (const seat of [authorities.china, authorities.spain, authorities.mexico]) {
    await seat.castVoteSync({ proposalId, support: "for" });
  }
  await time.increaseTo(voteEnd + 1);
  return { proposalId };
}

async function ripe() {
  const { proposalId } = await passed();
  const { executableAt } = await authorities.spain.queueProposalSync(proposal);
  await time.increaseTo(executableAt);
  return { proposalId };
}

async function ordered() {
  const { order } = await authorities.spain.proposeOrderSync({
    id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
    action: "transfer",
    beneficiary: clientOf("buyer").account.address,
    reasonDigest: createCommitment("Probate 2026-44").commitment,
  });
  await time.increase(ORDER_NOTICE);
  return { order };
}

const ROBOT = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");

async function offered() {
  const recycler = clientOf("recycler").account.address;
  await clientOf("owner").offerIntakeSync({ id: ROBOT, recycler });
  return {};
}

async function takenIn() {
  await offered();
  await clientOf("recycler").takeInSync({ id: ROBOT });
  return {};
}

async function returnOffered() {
  await takenIn();
  await clientOf("recycler").offerReturnSync({ id: ROBOT });
  return {};
}

async function disputed() {
  const { commitment: reasonDigest } = createCommitment("Claim of an heir");
  await authorities.spain.raiseFlagSync({ id: ROBOT, flag: "disputed", reasonDigest });
  return {};
}

async function clearanceBegun() {
  await disputed();
  const { commitment: reasonDigest } = createCommitment("The seat is gone");
  await authorities.mexico.supportClearanceSync({ id: ROBOT, flag: "disputed", reasonDigest });
  return {};
}

const MAKER = parseManufacturerId("CN-UT01");

/** A moment after the admission of the maker, which was not long ago. */
const SINCE = new Date("2026-01-05T12:00:00Z");

async function compromised() {
  const { commitment: reasonDigest } = createCommitment("Report of the theft");
  await authorities.china.declareCompromisedSync({
    manufacturer: MAKER,
    since: SINCE,
    reasonDigest,
  });
  return {};
}

async function successorNamed() {
  await compromised();
  const { commitment: reasonDigest } = createCommitment("Decision");
  const successor = clientOf("newcomer").account.address;
  await authorities.china.nameSuccessorSync({ manufacturer: MAKER, successor, reasonDigest });
  return {};
}

async function succeeding() {
  await successorNamed();
  const successor = clientOf("newcomer").account.address;
  for (const seat of [authorities.spain, authorities.mexico]) {
    await seat.countersignSuccessionSync({ manufacturer: MAKER, successor });
  }
  await time.increase(SUCCESSION_NOTICE);
  return {};
}

async function rotated() {
  await clientOf("maker").proposeManufacturerAccountSync({
    manufacturer: MAKER,
    nextAccount: clientOf("newcomer").account.address,
  });
  await clientOf("newcomer").acceptManufacturerAccountSync({ manufacturer: MAKER });
  return {};
}

async function authorityNamed() {
  const authority = clientOf("newcomer").account.address;
  await authorities.china.proposeAuthoritySync({ authority });
  return {};
}

async function authorityDue() {
  await authorityNamed();
  await time.increase(ROTATION_DELAY);
  return {};
}

async function recoveryNamed() {
  await authorities.china.proposeRecoverySync({ recovery: clientOf("buyer").account.address });
  return {};
}

async function recoveryDue() {
  await recoveryNamed();
  await time.increase(ROTATION_DELAY);
  return {};
}

async function recalledByThief() {
  await recalled();
  await compromised();
  return {};
}

async function scrappable() {
  await time.increase(SCRAP_DELAY);
  return {};
}

async function recalled() {
  await clientOf("maker").openCampaignSync({
    model: parseModelId("CN-UT01-G1PRO1"),
    range: {
      first: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
      last: parseRobotId("CN-UT01-G1PRO1-26W05000000000010"),
    },
    severity: "noTransfer",
    notice: {
      campaignNumber: "26V-001",
      component: "Left knee actuator",
      summary: "The brake may release.",
      consequence: "The robot may fall.",
      remedy: "The actuator is replaced.",
    },
  });
  return {};
}

const folder = scratchFolder("open-robot-id-");
const home = process.cwd();
after(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

/** Puts the files that the examples of batches name into the folder they run in. */
async function filed() {
  process.chdir(folder);
  rmSync("units.manifest.jsonl", { force: true });
  const model = parseModelId("CN-UT01-G1PRO1");
  await writeProductionFile("units.csv", rowsOf(counted("26W07", 1, 20)));
  await writeProductionFile("others.csv", rowsOf(counted("26W05", 1, 5)));
  const plan = { file: "units.csv", model, counterWidth: 12, manifest: "units.manifest.jsonl" };
  const { unitsRoot } = await planFile(plan);
  return { model, unitsRoot, manifestUri: "https://maker.example/manifests/units.jsonl" };
}

/** What happens before the example of an action, by its name; gives further variables. */
export const prepare: Record<string, () => Promise<Record<string, unknown>>> = {
  castVote: open,
  castSignedVote: open,
  signBallot: open,
  queueProposal: passed,
  executeProposal: ripe,
  cancelProposal: proposed,
  withdrawSupport: passed,
  offerReturn: takenIn,
  takeIn: offered,
  takeBack: returnOffered,
  scrap: scrappable,
  supportClearance: disputed,
  getClearance: clearanceBegun,
  nameSuccessor: compromised,
  countersignSuccession: successorNamed,
  withdrawSuccession: successorNamed,
  acceptSuccession: succeeding,
  voidAttestations: rotated,
  acceptAuthority: authorityDue,
  vetoAuthority: authorityNamed,
  getNamings: authorityNamed,
  acceptRecovery: recoveryDue,
  vetoRecovery: recoveryNamed,
  reopenUnits: recalled,
  suspendCampaign: recalledByThief,
  getSuspension: recalled,
  getPendingOrder: ordered,
  executeOrder: ordered,
  getOrder: ordered,
  getCampaign: recalled,
  getCampaigns: recalled,
  watchRecalls: recalled,
  getUnitStatus: recalled,
  getAffectedUnits: recalled,
  getAffectedRanges: recalled,
  getProposal: open,
  getProposals: open,
  validateFile: filed,
  planFile: filed,
  issueFromFile: filed,
  verifyManifest: filed,
  proofFromManifest: filed,
  IssuanceConflictError: filed,
  ManifestError: filed,
  ManifestExistsError: filed,
  UnitNotInManifestError: filed,
};
