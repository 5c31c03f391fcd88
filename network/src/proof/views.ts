// Reads everything that can be read, on the chain as the proof leaves it, and tries what must always be refused.

import type { ContractName } from "@openrobotid/deployment/file";
import { manufacturerOf, modelOf, type RobotId, toBytes, toBytes32 } from "@openrobotid/sdk";
import { deviceKeyDigest, explainRefusal } from "@openrobotid/sdk/actions";
import { Device } from "@openrobotid/world/device";
import { numberOf } from "@openrobotid/world/vocabulary";
import { type ParamType, ZeroHash } from "ethers";
import type { Hash } from "viem";
import type { ProofChain } from "./chain.js";
import { allFunctions, type ContractFunction, type Used, usedKey } from "./functions.js";
import type { Played } from "./played.js";
import { freeRobot } from "./registered.js";
import { clientOf } from "./signed.js";

/** Functions that refuse every caller, and the error. Such a function works if it refuses. */
const ALWAYS_REFUSED: Record<string, string> = {
  "SignedActs.bind": "SignedActsBound",
  "Consortium.delegate": "ConsortiumDelegationDisabled",
  "Consortium.delegateBySig": "ConsortiumDelegationDisabled",
  "ConsortiumGovernor.onERC721Received": "GovernorDisabledDeposit",
  "ConsortiumGovernor.onERC1155Received": "GovernorDisabledDeposit",
  "ConsortiumGovernor.onERC1155BatchReceived": "GovernorDisabledDeposit",
};

/** Calls every view, and adds those that answered to `used`. What did not answer is told in sentences. */
export async function useViews(
  chain: ProofChain,
  played: Played,
  robots: readonly string[],
  used: Used,
): Promise<string[]> {
  const samples = await samplesOf(chain, played, await freeRobot(played, robots));
  const byName = contractsByName(chain);
  const findings: string[] = [];
  for (const of of allFunctions()) {
    const { contract, signature, selector, isView } = of;
    const name = `${contract}.${signature.slice(0, signature.indexOf("("))}`;
    const refusal = ALWAYS_REFUSED[name];
    if (!isView && refusal === undefined) continue;
    const method = byName[contract].getFunction(signature);
    const given =
      exactArguments(samples)[name] ??
      method.fragment.inputs.map((input) => sampleFor(input, of, samples));
    const outcome = await method.staticCall(...given).then(
      () => undefined,
      (error: unknown) => explainRefusal(error)?.errorName ?? String(error),
    );
    if (outcome === refusal)
      used.add(usedKey(chain.deployment.contracts[contract].address, selector));
    else
      findings.push(
        `${contract}.${signature} answered ${outcome ?? "without an error"}, should ${refusal ? `be refused with ${refusal}` : "answer"}`,
      );
  }
  return findings;
}

/** What views are asked about. */
type Samples = {
  id: string;
  model: string;
  manufacturer: string;
  maker: string;
  country: string;
  holder: string;
  authority: string;
  validator: string;
  workshop: { account: string; country: string };
  approved: { model: string; country: string };
  issuer: { model: string; account: string };
  proposal: bigint;
  certificate: { id: string; seq: bigint };
  /** A moment that has passed. */
  time: number;
  /** What a computer says of itself to the registry, and what its maker says of it: arguments of what examines them. */
  device: unknown[];
  attestation: unknown[];
};

async function samplesOf(chain: ProofChain, played: Played, robot: RobotId): Promise<Samples> {
  const { registry, consortium, authorityRegistry } = played.contracts;
  const id = toBytes32(robot);
  const { holder, market } = await registry.robot(id);
  const authority = await authorityRegistry.authorityOf(market);
  const { validator } = await consortium.seatOf(await consortium.seatOfAuthority(authority));
  const [proposal] = played.play.proposals.values();
  const [certificate] = played.play.certificates.values();
  if (proposal === undefined || certificate === undefined) {
    throw new Error("the world of a proof needs a proposal and a certificate");
  }
  const manufacturer = toBytes(manufacturerOf(robot));
  const model = toBytes(modelOf(robot));
  const maker = await authorityRegistry.accountOf(manufacturer);
  const now = await chain.now();

  // What is checked by asking for it must be so: an accreditation and an approval that the proof gives itself.
  const own = played.as(played.partyAt(authority)).authorityRegistry;
  const workshop = chain.account(400).address;
  for (const role of ["workshop", "recycler"] as const) {
    await (
      await own.accredit(
        workshop,
        numberOf("enum IAuthorityRegistry.Role", role),
        market,
        now + YEAR,
      )
    ).wait();
  }
  if (!(await authorityRegistry.isApproved(model, market))) {
    await (await own.approveModel(model, market, 1, id, now + YEAR)).wait();
  }
  const device = new Device("of the proof");
  const attestation = await clientOf(chain, played.account(played.partyAt(maker))).signAttestation({
    id: robot,
    key: device.key,
    birthRecordDigest: ZeroHash as Hash,
    deadline: now + YEAR,
  });
  return {
    id,
    model,
    manufacturer,
    maker,
    country: market,
    holder,
    authority,
    validator,
    workshop: { account: workshop, country: market },
    approved: { model, country: market },
    issuer: { model, account: maker },
    proposal: proposal.id,
    certificate: { id: toBytes32(certificate.robot), seq: certificate.seq },
    time: now - 1,
    device: [
      id,
      holder,
      device.key,
      device.sign((await played.contracts.signedActs.deviceChallenge(id, holder)) as Hash),
    ],
    attestation: [
      id,
      deviceKeyDigest(device.key),
      { birthRecordDigest: ZeroHash, siblings: [], ...attestation },
    ],
  };
}

const YEAR = 365 * 24 * 60 * 60;
const HOUR = 3_600;

/** Arguments of functions whose parameters' names do not say enough. */
function exactArguments(of: Samples): Record<string, unknown[]> {
  const workshop = [
    of.workshop.account,
    numberOf("enum IAuthorityRegistry.Role", "workshop"),
    of.workshop.country,
  ];
  return {
    "AuthorityRegistry.requireAccredited": workshop,
    "AuthorityRegistry.isAccredited": workshop,
    "AuthorityRegistry.requireApproved": [of.approved.model, of.approved.country],
    "AuthorityRegistry.requireAuthority": [of.country, of.authority],
    "AuthorityRegistry.requireIssuer": [of.issuer.model, of.issuer.account],
    "AuthorityRegistry.requireRecyclerSince": [of.workshop.account, of.workshop.country, of.time],
    "AuthorityRegistry.requireTenuredAuthority": [of.country, of.authority],
    "SignedActs.checkDevice": of.device,
    "SignedActs.checkAttestation": of.attestation,
    "Dossier.certificateOf": [of.certificate.id, of.certificate.seq],
    "Dossier.isCertified": [of.certificate.id, of.certificate.seq],
  };
}

/** The sample that a parameter asks for, by its name and type. */
function sampleFor(
  { name, type, components }: ParamType,
  of: ContractFunction,
  samples: Samples,
): unknown {
  if (components !== null && type === "tuple") {
    return components.map((component) => sampleFor(component, of, samples));
  }
  if (type.endsWith("[]")) return [];
  switch (type) {
    case "address":
      return addressFor(name, samples);
    case "bytes2":
      return samples.country;
    case "bytes4":
      return "0x01ffc9a7"; // of ERC-165 itself
    case "bytes6":
      return samples.manufacturer;
    case "bytes12":
      return samples.model;
    case "bytes32":
      return ["id", "robotId"].includes(name) && isAboutRobots(of.contract) ? samples.id : ZeroHash;
    case "uint256":
      return numberFor(name, samples);
    case "bool":
      return false;
    case "string":
      return "none";
    case "bytes":
      return "0x00000000";
    default:
      return 1; // roles, flags, levels, kinds: each has a first
  }
}

function addressFor(name: string, samples: Samples): string {
  if (name === "validator") return samples.validator;
  if (name === "owner" || name === "holder" || name === "from") return samples.holder;
  return name === "to" ? samples.maker : samples.authority;
}

function numberFor(name: string, samples: Samples): bigint | number {
  if (name === "proposalId") return samples.proposal;
  if (name === "tokenId") return BigInt(samples.id);
  if (name === "timepoint") return samples.time - HOUR;
  return 1;
}

function isAboutRobots(contract: ContractName): boolean {
  return !["AccessManager", "TimelockController", "ConsortiumGovernor"].includes(contract);
}

function contractsByName(chain: ProofChain) {
  const { contracts } = chain;
  return {
    AccessManager: contracts.accessManager,
    AuthorityRegistry: contracts.authorityRegistry,
    Consortium: contracts.consortium,
    ConsortiumGovernor: contracts.governor,
    Dossier: contracts.dossier,
    RecallRegistry: contracts.recalls,
    RegistrarOrders: contracts.orders,
    RegistryModules: contracts.registryModules,
    RobotFlags: contracts.flags,
    RobotRegistry: contracts.registry,
    SignedActs: contracts.signedActs,
    TimelockController: contracts.timelock,
  } satisfies Record<ContractName, unknown>;
}
