// What the examples of the documentation find in place: a client for each participant, a device, the deployment and the
// node's address; and for some actions a state that takes more steps than an example should show.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Device } from "../../test/fixtures/device.js";
import { ORDER_NOTICE } from "../../test/fixtures/registry.js";
import { createCommitment, type Proposal, setResolver } from "../src/actions/index.js";
import { planFile } from "../src/batch/index.js";
import { parseModelId, parseRobotId } from "../src/index.js";
import { counted, rowsOf, writeProductionFile } from "./batch/production.js";
import { clientOf, deployment, PARTS, rpcUrl, time } from "./chain.js";

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

const folder = mkdtempSync(join(tmpdir(), "open-robot-id-"));
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
  executeOrder: ordered,
  getOrder: ordered,
  getCampaign: recalled,
  getCampaigns: recalled,
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
