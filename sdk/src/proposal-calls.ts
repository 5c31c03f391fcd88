// The calls that a proposal of the consortium makes, one builder for each function that only governance may call.
import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  encodeFunctionData,
  type Hex,
  zeroAddress,
} from "viem";
import type { ContractName } from "./chains/contracts.js";
import { consortium, consortiumGovernor, registryModules } from "./internal/contracts.js";
import { requireUris } from "./internal/uris.js";
import { type CountryCode, toBytes } from "./robot-id.js";

/** One call that a proposal makes. */
export interface ProposalCall {
  /** A contract of the registry, or the address of any other. */
  readonly target: ContractName | Address;
  /** Function and arguments, encoded. */
  readonly data: Hex;
}

/** What is proposed. A proposal is known by both: to queue and to execute it takes exactly what was proposed. */
export interface Proposal {
  /** What it does, in this order. */
  readonly calls: readonly ProposalCall[];
  /** Why; also what tells it from another one with the same calls. */
  readonly description: string;
}

/** A candidate for a seat. */
export interface AdmitSeatParameters {
  /** Name of the standards body. */
  readonly name: string;
  /** Account that will act for it. */
  readonly authority: Address;
  /**
   * Its recovery key, which can replace that account and cancel its replacement; none by default.
   */
  readonly recovery?: Address | undefined;
  /** Address of its validator's node, which follows from its node key. */
  readonly validator: Address;
  /** Countries it will answer for; none by default. */
  readonly countries?: readonly CountryCode[] | undefined;
}

/**
 * Admits a seat with one vote and one validator.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 * import { admitSeat } from "@openrobotid/sdk/actions";
 *
 * const call = admitSeat({
 *   name: "Nordisk Robotregister",
 *   authority: newcomer.account.address,
 *   validator: "0x00000000000000000000000000000000000e5001",
 *   countries: [parseCountryCode("SE")],
 * });
 * call.target; // "consortium"
 * ```
 */
export function admitSeat({
  name,
  authority,
  recovery = zeroAddress,
  validator,
  countries = [],
}: AdmitSeatParameters): ProposalCall {
  const candidate = { name, authority, recovery, validator, countries: countries.map(toBytes) };
  return callOf(consortium, "admitSeat", [candidate]);
}

/**
 * Expels a seat: its vote, its validator and its countries are gone at once, and with the countries its accreditations there.
 *
 * @example
 * ```ts
 * import { expelSeat } from "@openrobotid/sdk/actions";
 *
 * expelSeat({ seat: 4n }).target; // "consortium"
 * ```
 */
export function expelSeat({ seat }: { readonly seat: bigint }): ProposalCall {
  return callOf(consortium, "expelSeat", [seat]);
}

/**
 * Makes a seat answer for a country that no seat holds. Where another seat held it last, the new one has the full power of an
 * authority there only after the tenure.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 * import { assignCountry } from "@openrobotid/sdk/actions";
 *
 * assignCountry({ country: parseCountryCode("FR"), seat: 2n }).target; // "consortium"
 * ```
 */
export function assignCountry({
  country,
  seat,
}: {
  readonly country: CountryCode;
  readonly seat: bigint;
}): ProposalCall {
  return callOf(consortium, "assignCountry", [toBytes(country), seat]);
}

/**
 * Takes a country from the seat that holds it.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 * import { releaseCountry } from "@openrobotid/sdk/actions";
 *
 * releaseCountry({ country: parseCountryCode("MX") }).target; // "consortium"
 * ```
 */
export function releaseCountry({ country }: { readonly country: CountryCode }): ProposalCall {
  return callOf(consortium, "releaseCountry", [toBytes(country)]);
}

/**
 * Gives a kind space of histories to a module; without a module it is closed. Entries of the former module stay.
 *
 * @example
 * ```ts
 * import { setModule } from "@openrobotid/sdk/actions";
 *
 * setModule({ space: 3 }).target; // "registryModules"
 * ```
 */
export function setModule({
  space,
  module = zeroAddress,
}: {
  /** 1 to 255; 1 are the recalls, 2 is the dossier. */
  readonly space: number;
  readonly module?: Address | undefined;
}): ProposalCall {
  return callOf(registryModules, "setModule", [space, module]);
}

/**
 * Adds a policy that is asked before each transfer, placement and naming of an operator, or takes its removal back.
 *
 * @example
 * ```ts
 * import { addTransferPolicy } from "@openrobotid/sdk/actions";
 *
 * const policy = "0x00000000000000000000000000000000000e5003";
 * addTransferPolicy({ policy }).target; // "registryModules"
 * ```
 */
export function addTransferPolicy({ policy }: { readonly policy: Address }): ProposalCall {
  return callOf(registryModules, "addTransferPolicy", [policy]);
}

/**
 * Removes a transfer policy. It is asked until the notice is over (`policyNotice`); one that was added less than the notice
 * ago ends at once, except the first of all. `addTransferPolicy` takes the removal back.
 *
 * @example
 * ```ts
 * import { removeTransferPolicy } from "@openrobotid/sdk/actions";
 *
 * const policy = deployment.contracts.RecallRegistry.address;
 * removeTransferPolicy({ policy }).target; // "registryModules"
 * ```
 */
export function removeTransferPolicy({ policy }: { readonly policy: Address }): ProposalCall {
  return callOf(registryModules, "removeTransferPolicy", [policy]);
}

/**
 * Says where the resolver is that the tokens' addresses point to.
 *
 * @example
 * ```ts
 * import { setResolver } from "@openrobotid/sdk/actions";
 *
 * setResolver({ baseUri: "https://id.example" }).target; // "registryModules"
 * ```
 */
export function setResolver({
  baseUri,
}: {
  /** Without a slash at the end. */
  readonly baseUri: string;
}): ProposalCall {
  return callOf(registryModules, "setResolver", [baseUri]);
}

/**
 * Says how long after a proposal its vote opens.
 *
 * @example
 * ```ts
 * import { setVotingDelay } from "@openrobotid/sdk/actions";
 *
 * setVotingDelay({ seconds: 86_400 }).target; // "consortiumGovernor"
 * ```
 */
export function setVotingDelay({ seconds }: { readonly seconds: number }): ProposalCall {
  return callOf(consortiumGovernor, "setVotingDelay", [seconds]);
}

/**
 * Says how long a vote is open.
 *
 * @example
 * ```ts
 * import { setVotingPeriod } from "@openrobotid/sdk/actions";
 *
 * setVotingPeriod({ seconds: 7 * 86_400 }).target; // "consortiumGovernor"
 * ```
 */
export function setVotingPeriod({ seconds }: { readonly seconds: number }): ProposalCall {
  return callOf(consortiumGovernor, "setVotingPeriod", [seconds]);
}

function callOf<
  const abi extends Abi,
  const name extends ContractFunctionName<abi, "nonpayable">,
  const args extends ContractFunctionArgs<abi, "nonpayable", name>,
>(
  { contract, abi }: { readonly contract: ContractName; readonly abi: abi },
  functionName: name,
  args: args,
): ProposalCall {
  requireUris(abi, functionName, args as readonly unknown[]);
  return { target: contract, data: encodeFunctionData({ abi, functionName, args } as never) };
}
