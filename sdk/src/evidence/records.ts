// What evidence of a robot is made for, and read again by: the public view of it, or the whole record. Makers and readers of files
// ask here, so that a file never lacks what its reader asks for.
import type { Address } from "viem";
import { type Approval, getApproval } from "../actions/getApproval.js";
import { type AuthorityChain, getAuthorityChain } from "../actions/getAuthorityChain.js";
import { type Campaign, getCampaign } from "../actions/getCampaign.js";
import { type Certificate, getCertificates } from "../actions/getCertificates.js";
import { getHistory, type History } from "../actions/getHistory.js";
import { getOpenCampaigns, type OpenCampaign } from "../actions/getOpenCampaigns.js";
import { getRobot, type Robot } from "../actions/getRobot.js";
import { getSeats } from "../actions/getSeats.js";
import { getStateAt, type RobotAt } from "../actions/getStateAt.js";
import { getStatus, type RobotStatus } from "../actions/getStatus.js";
import { type RobotIdChain, robotIdChain } from "../chains/robot-id-chain.js";
import type { Anchor } from "../proof/anchor.js";
import type { ProvenHead } from "../proof/prover.js";
import { modelOf, type RobotId } from "../robot-id.js";
import { type VerdictAnswer, verdictOf } from "../rules/verdict.js";
import type { EvidenceSubject } from "./content.js";
import type { ProvingClient } from "./evidence.js";

/** By whom the block of an answer was sealed. */
export interface ProvenBy {
  /** The block, and who sealed it. */
  readonly head: ProvenHead;
  /** The seats whose validators sealed it, by number and name; `undefined` where nobody seals the blocks of the chain. */
  readonly seats: readonly SealingSeat[] | undefined;
  /** How many seats there are; 0 where nobody seals. */
  readonly seatCount: number;
}

/** A validator that sealed a block, and the seat whose node it is; nothing of the seat where it has left. */
export interface SealingSeat {
  /** The validator. */
  readonly validator: Address;
  /** Number of the seat. */
  readonly seat: number | undefined;
  /** Name of the standards body. */
  readonly name: string | undefined;
}

/** What everybody may see of a robot, with its verdict, as of one block. It names no account of the robot. */
export interface PublicRecord extends VerdictAnswer, ProvenBy {
  /** The robot. */
  readonly id: RobotId;
  /** State, market, flags and head of its history; its state is `none` for a code that was never issued. */
  readonly status: RobotStatus;
  /** Approval of its model for its market, valid or not. */
  readonly approval: Approval | undefined;
  /** The recalls that are open on it. */
  readonly openCampaigns: readonly OpenCampaign[];
}

/** Everything that is recorded of a robot, with its verdict, as of one block. It names its accounts. */
export interface WholeRecord extends VerdictAnswer, ProvenBy {
  /** The robot. */
  readonly id: RobotId;
  /** The look-up; its state is `none` for a code that was never issued. */
  readonly robot: Robot;
  /** Who admitted whom. */
  readonly chain: AuthorityChain;
  /** The open recalls in full. */
  readonly campaigns: readonly Campaign[];
  /** Its certificates, valid or not. */
  readonly certificates: readonly Certificate[];
  /** Its history; `undefined` for a code that was never issued. */
  readonly history: History | undefined;
  /** What was true at the moment that was asked about; `undefined` where none was. */
  readonly past: RobotAt | undefined;
}

/**
 * The chain that an anchor is of, as clients of evidence need it: its contracts, and no node.
 *
 * @example
 * ```ts
 * import { evidencedChain } from "@openrobotid/sdk/evidence";
 *
 * const zero = `0x${"00".repeat(32)}` as const;
 * const { chainId, contracts } = deployment;
 * const anchor = { chainId, contracts, genesisHash: zero, validators: [], seals: "none" } as const;
 * evidencedChain(anchor).id === chainId; // true
 * ```
 */
export function evidencedChain({ chainId, contracts }: Anchor): RobotIdChain {
  const deployed = Object.entries(contracts).map(([name, one]) => [
    name,
    { ...one, startBlock: 0 },
  ]);
  return robotIdChain({
    deployment: { chainId, contracts: Object.fromEntries(deployed) },
    rpcUrls: ["file:evidence"],
  });
}

/**
 * Reads what everybody may see of a robot, and its verdict. A file that is made of it discloses neither holder nor operator.
 *
 * @example
 * ```ts
 * import { createClient, http } from "viem";
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { evidencedChain, readPublicRecord } from "@openrobotid/sdk/evidence";
 * import { proven, readAnchor } from "@openrobotid/sdk/proof";
 *
 * const anchor = await readAnchor(client, { deployment, seals: "none" });
 * const proving = createClient({ chain: evidencedChain(anchor), transport: proven(http(rpcUrl), { anchor }) });
 * const record = await readPublicRecord(proving, { id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * record.verdict; // "inService"
 * record.seats; // undefined
 * ```
 */
export async function readPublicRecord(
  client: ProvingClient,
  { id }: Pick<EvidenceSubject, "id">,
): Promise<PublicRecord> {
  const head = await client.transport.proof.head();
  const options = { blockNumber: head.number };
  const [status, by] = await Promise.all([
    getStatus(client as never, { id, ...options }),
    provenBy(client, head),
  ]);
  const { state, market, stolen, disputed } = status;
  const [approval, openCampaigns] = await Promise.all([
    market && getApproval(client as never, { model: modelOf(id), country: market, ...options }),
    state === "none" ? [] : getOpenCampaigns(client as never, { id, ...options }),
  ]);
  const flags = [
    ...(stolen ? [{ flag: "stolen" as const }] : []),
    ...(disputed ? [{ flag: "disputed" as const }] : []),
  ];
  const verdict = verdictOf({ state, market, approval, flags, openCampaigns });
  return { id, status, approval, openCampaigns, ...verdict, ...by };
}

/**
 * Reads everything that is recorded of a robot: the look-up, who answers for it, recalls, certificates, the whole history, and
 * what was true at a moment. A file that is made of it discloses its accounts.
 *
 * @throws RegistryArgumentError where the moment is after the newest block.
 *
 * @example
 * ```ts
 * import { createClient, http } from "viem";
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { evidencedChain, readWholeRecord } from "@openrobotid/sdk/evidence";
 * import { proven, readAnchor } from "@openrobotid/sdk/proof";
 *
 * const anchor = await readAnchor(client, { deployment, seals: "none" });
 * const proving = createClient({ chain: evidencedChain(anchor), transport: proven(http(rpcUrl), { anchor }) });
 * const record = await readWholeRecord(proving, { id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * record.robot.holder === owner.account.address; // true
 * record.past; // undefined
 * ```
 */
export async function readWholeRecord(
  client: ProvingClient,
  { id, at }: EvidenceSubject,
): Promise<WholeRecord> {
  const head = await client.transport.proof.head();
  const blockNumber = head.number;
  const asked = { id, blockNumber };
  const [robot, chain, by] = await Promise.all([
    getRobot(client as never, asked),
    getAuthorityChain(client as never, asked),
    provenBy(client, head),
  ]);
  const isIssued = robot.state !== "none";
  const [certificates, campaigns] = await Promise.all([
    isIssued ? getCertificates(client as never, asked) : [],
    Promise.all(
      robot.openCampaigns.map(({ campaign }) =>
        getCampaign(client as never, { campaign, blockNumber }),
      ),
    ),
  ]);
  const past =
    isIssued && at !== undefined ? await getStateAt(client as never, { ...asked, at }) : undefined;
  const history =
    past?.history ?? (isIssued ? await getHistory(client as never, asked) : undefined);
  return {
    id,
    ...verdictOf(robot),
    robot,
    chain,
    campaigns,
    certificates,
    history,
    past,
    ...by,
  };
}

async function provenBy(client: ProvingClient, head: ProvenHead): Promise<ProvenBy> {
  const { sealers, number: blockNumber } = head;
  if (!sealers) return { head, seats: undefined, seatCount: 0 };
  const seats = await getSeats(client as never, { blockNumber });
  const seatOf = (validator: Address): SealingSeat => {
    const found = seats.find((one) => one.validator.toLowerCase() === validator.toLowerCase());
    return { validator, seat: found && Number(found.seat), name: found?.name };
  };
  return { head, seats: sealers.map(seatOf), seatCount: seats.length };
}
