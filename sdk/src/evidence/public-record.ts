// The public view of a robot, as evidence is made for it and read again. Makers and readers of files ask here, so that a file never
// lacks what its reader asks for.
import type { Address } from "viem";
import { type Approval, getApproval } from "../actions/getApproval.js";
import { getOpenCampaigns, type OpenCampaign } from "../actions/getOpenCampaigns.js";
import type { Seat } from "../actions/getSeats.js";
import { getStatus, type RobotStatus } from "../actions/getStatus.js";
import { type RobotIdChain, robotIdChain } from "../chains/robot-id-chain.js";
import { RegistryRefusedError } from "../errors/refusal.js";
import type { RegistryClient } from "../internal/call.js";
import { consortium } from "../internal/contracts.js";
import { ReadBatch } from "../internal/reads.js";
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
  /** The seats whose witnesses cosigned it, by name; `undefined` where the anchor asks for none. */
  readonly cosigners: readonly NamedCosigner[] | undefined;
  /** How many seats there are; 0 where neither seals nor cosignatures were asked for. */
  readonly seatCount: number;
}

/** A seat whose witness cosigned a block. */
export interface NamedCosigner {
  /** Number of the seat. */
  readonly seat: number;
  /** Name of the standards body; nothing where it has left. */
  readonly name: string | undefined;
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
    provenBy(head, (blockNumber) => namedSeats(client as never, blockNumber)),
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

/** A seat, as far as evidence names it. */
type NamedSeat = Pick<Seat, "seat" | "name" | "validator">;

/** By whom a block was sealed, with the names of the seats. */
export async function provenBy(
  head: ProvenHead,
  seatsAt: (blockNumber: bigint) => Promise<readonly NamedSeat[]>,
): Promise<ProvenBy> {
  const { sealers, cosigners, number } = head;
  if (!sealers && !cosigners) {
    return { head, seats: undefined, cosigners: undefined, seatCount: 0 };
  }
  const seats = await seatsAt(number);
  const seatOf = (validator: Address): SealingSeat => {
    const found = seats.find((one) => one.validator.toLowerCase() === validator.toLowerCase());
    return { validator, seat: found && Number(found.seat), name: found?.name };
  };
  const cosignerOf = (seat: number): NamedCosigner => {
    return { seat, name: seats.find((one) => Number(one.seat) === seat)?.name };
  };
  return {
    head,
    seats: sealers?.map(seatOf),
    cosigners: cosigners?.map(cosignerOf),
    seatCount: seats.length,
  };
}

/** Seats asked for at once. How many numbers were ever given is known when one was not. */
const SEATS_A_ROUND = 8;

/** The seats by name and validator: a third of what `getSeats` reads, and so of what a file holds for it. */
async function namedSeats(client: RegistryClient, blockNumber: bigint): Promise<NamedSeat[]> {
  const batch = new ReadBatch(client, { blockNumber });
  const seats: NamedSeat[] = [];
  for (let first = 1n; ; first += BigInt(SEATS_A_ROUND)) {
    const asked = Array.from({ length: SEATS_A_ROUND }, (_, index) => {
      const seat = first + BigInt(index);
      const record = batch.add({ ...consortium, functionName: "seatOf", args: [seat] });
      return { seat, record };
    });
    await batch.send();
    for (const { seat, record } of asked) {
      try {
        const { name, validator, departedAt } = await record;
        if (!departedAt) seats.push({ seat, name, validator });
      } catch (error) {
        const isLast = error instanceof RegistryRefusedError;
        if (isLast && error.errorName === "ConsortiumUnknownSeat") return seats;
        throw error;
      }
    }
  }
}
