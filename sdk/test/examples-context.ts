// What the examples of the documentation find in place: a client for each participant, a device, the deployment and the
// node's address; and for some actions a state that takes more steps than an example should show.
import { Device } from "../../test/fixtures/device.js";
import { ORDER_NOTICE } from "../../test/fixtures/registry.js";
import { createCommitment, type Proposal, setResolver } from "../src/actions/index.js";
import { parseModelId, parseRobotId } from "../src/index.js";
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

/** What happens before the example of an action, by its name; gives further variables. */
export const prepare: Record<string, () => Promise<Record<string, unknown>>> = {
  castVote: open,
  queueProposal: passed,
  executeProposal: ripe,
  cancelProposal: proposed,
  executeOrder: ordered,
  getOrder: ordered,
  getCampaign: recalled,
  getUnitStatus: recalled,
  getAffectedUnits: recalled,
  getAffectedRanges: recalled,
  getProposal: open,
  getProposals: open,
};
