// The whole record of a robot, as evidence is made for it and read again.
import { type AuthorityChain, getAuthorityChain } from "../actions/getAuthorityChain.js";
import { type Campaign, getCampaign } from "../actions/getCampaign.js";
import { type Certificate, getCertificates } from "../actions/getCertificates.js";
import { getHistory, type History } from "../actions/getHistory.js";
import { getRobot, type Robot } from "../actions/getRobot.js";
import { getSeats } from "../actions/getSeats.js";
import { getStateAt, type RobotAt } from "../actions/getStateAt.js";
import type { RobotId } from "../robot-id.js";
import { type VerdictAnswer, verdictOf } from "../rules/verdict.js";
import type { EvidenceSubject } from "./content.js";
import type { ProvingClient } from "./evidence.js";
import { type ProvenBy, provenBy } from "./public-record.js";

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
    provenBy(head, (block) => getSeats(client as never, { blockNumber: block })),
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
