// Issuance, lifecycle, ownership, flags and registrar orders.
import { composeRobotId, modelOf, type RobotId, toBytes32 } from "@openrobotid/sdk";
import { robotRegistryAbi } from "@openrobotid/sdk/abis";
import {
  acceptOperatorSync,
  acceptTransferSync,
  approveTransferSync,
  type BirthProof,
  clearFlagSync,
  consentDigest,
  countersignOrderSync,
  type DeviceKey,
  deviceChallenge,
  executeOrderSync,
  issueListSync,
  issueLotSync,
  objectToOrderSync,
  offerIntakeSync,
  offerReturnSync,
  placeOnMarketSync,
  prepareConsent,
  proposeOrderSync,
  raiseFlagSync,
  relocateSync,
  replaceDeviceKeySync,
  scrapSync,
  setOperatorSync,
  signAttestation,
  signConsent,
  takeBackSync,
  takeInSync,
  transferWithConsentSync,
} from "@openrobotid/sdk/actions";
import { proofFromManifest } from "@openrobotid/sdk/batch";
import { simulateContract, waitForTransactionReceipt, writeContract } from "viem/actions";
import { type Call, call, type Plan } from "../call.js";
import { Device } from "../device.js";
import type { EventOf } from "../events.js";
import { commitment, dayOf, type Play, spell } from "../play.js";
import { publishManifest, serialsOf } from "../production.js";

const DAY = 24 * 60 * 60;

// ---------------------------------------------------------------------------------------------------- issuance

export async function issueProduction(
  play: Play,
  event: EventOf<"issueProduction">,
): Promise<Plan> {
  const { by, model, production, manifest: manifestUri } = event;
  const planned = play.production(production);
  const { unitsRoot } = planned;
  const manifest = await publishManifest(planned, manifestUri, play.manifestFolder);
  const serials = serialsOf(manifest);
  let listed = 0;
  const learn = () => {
    if (play.manifests.some(({ file }) => file === manifest)) return;
    const last = composeRobotId(model, serials.at(-1) ?? "");
    play.manifests.push({ ...planned, file: manifest, last });
  };
  const calls = planned.issuances.map(({ kind, first, count }) => {
    if (kind === "lot") {
      const lot = { first, count: BigInt(count), unitsRoot, manifestUri };
      return call(play, by, issueLotSync, lot, learn);
    }
    const part = serials.slice(listed, listed + count);
    listed += count;
    return call(play, by, issueListSync, { model, serials: part, unitsRoot, manifestUri }, learn);
  });
  const batches = planned.issuances.map(
    ({ kind, first, count }) => `a ${kind} of ${unitsText(count)} from ${spell(first)} on`,
  );
  return { says: `${play.nameOf(by)} issues ${batches.join(", ")}.`, calls };
}

export function issueLot(play: Play, event: EventOf<"issueLot">): Plan {
  const { by, model, firstSerial, count } = event;
  const first = composeRobotId(model, firstSerial);
  return {
    says: `${play.nameOf(by)} issues a lot of ${unitsText(count)} from ${spell(first)} on.`,
    calls: [call(play, by, issueLotSync, { first, count: BigInt(count) })],
  };
}

export function issueList(play: Play, { by, model, serials }: EventOf<"issueList">): Plan {
  return {
    says: `${play.nameOf(by)} issues a list of ${unitsText(serials.length)} of ${model}.`,
    calls: [call(play, by, issueListSync, { model, serials })],
  };
}

function unitsText(count: number): string {
  return count === 1 ? "one unit" : `${count.toLocaleString("en")} units`;
}

// --------------------------------------------------------------------------------------------------- lifecycle

export async function place(play: Play, event: EventOf<"place">): Promise<Plan> {
  const { by, robot, country, computerOf, date } = event;
  const device = computerOf === undefined ? new Device(robot) : play.computerOf(computerOf);
  const { key } = device;
  const manifest = play.manifests.find(({ model }) => model === modelOf(robot));
  const proof =
    manifest === undefined
      ? await attest(play, robot, key, `Birth record of ${robot}`, date + 30 * DAY)
      : await proofFromManifest({ file: manifest.file, id: robot });
  const inside =
    computerOf === undefined ? "" : ` with the computer of ${spell(computerOf)} inside`;
  const signature = answer(play, robot, by, device);
  return {
    says: `${play.nameOf(by)} places ${spell(robot)} on the market of ${country}${inside}.`,
    calls: [
      call(play, by, placeOnMarketSync, { id: robot, country, key, proof, signature }, () =>
        play.computers.set(robot, device),
      ),
    ],
  };
}

export function relocate(play: Play, { by, robot, country }: EventOf<"relocate">): Plan {
  return {
    says: `${play.nameOf(by)} takes ${spell(robot)} to the market of ${country}, under the same code.`,
    calls: [call(play, by, relocateSync, { id: robot, country })],
  };
}

export async function replaceComputer(
  play: Play,
  { by, robot, computer, document, date }: EventOf<"replaceComputer">,
): Promise<Plan> {
  const device = new Device(computer);
  const { key } = device;
  const proof = await attest(play, robot, key, document, date + 30 * DAY);
  const signature = answer(play, robot, by, device);
  return {
    says: `${play.nameOf(by)} binds the key of a new computer to ${spell(robot)}; its maker attests it.`,
    calls: [
      call(play, by, replaceDeviceKeySync, { id: robot, key, proof, signature }, () =>
        play.computers.set(robot, device),
      ),
    ],
  };
}

export function offerIntake(play: Play, event: EventOf<"offerIntake">): Plan {
  const { by, robot, recycler } = event;
  const { address } = play.account(recycler);
  return {
    says: `${play.nameOf(by)} offers ${spell(robot)} to ${play.nameOf(recycler)}, to be destroyed.`,
    calls: [call(play, by, offerIntakeSync, { id: robot, recycler: address })],
  };
}

export function takeIn(play: Play, { by, robot }: EventOf<"takeIn">): Plan {
  return {
    says: `${play.nameOf(by)} takes ${spell(robot)} in.`,
    calls: [call(play, by, takeInSync, { id: robot })],
  };
}

export function offerReturn(play: Play, { by, robot }: EventOf<"offerReturn">): Plan {
  return {
    says: `${play.nameOf(by)} offers ${spell(robot)} back.`,
    calls: [call(play, by, offerReturnSync, { id: robot })],
  };
}

export function takeBack(play: Play, { by, robot }: EventOf<"takeBack">): Plan {
  return {
    says: `${play.nameOf(by)} takes ${spell(robot)} back.`,
    calls: [call(play, by, takeBackSync, { id: robot })],
  };
}

export function scrap(play: Play, { by, robot, document }: EventOf<"scrap">): Plan {
  return {
    says: `${play.nameOf(by)} confirms that ${spell(robot)} is destroyed.`,
    calls: [call(play, by, scrapSync, { id: robot, certificateDigest: commitment(document) })],
  };
}

/** What the robot's computer says to the registry's challenge. */
function answer(play: Play, robot: RobotId, holder: string, device: Device) {
  const { address } = play.account(holder);
  return device.sign(deviceChallenge(play.client, { id: robot, holder: address }));
}

/** The maker's word that a key and a birth record belong to a robot, good until a deadline. */
async function attest(
  play: Play,
  robot: RobotId,
  key: DeviceKey,
  birthRecord: string,
  deadline: number,
): Promise<BirthProof> {
  const birthRecordDigest = commitment(birthRecord);
  const account = await play.makerOf(modelOf(robot));
  const attested = { id: robot, key, birthRecordDigest, deadline, account };
  return { birthRecordDigest, attestation: await signAttestation(play.client, attested) };
}

// --------------------------------------------------------------------------------------------------- ownership

export function sell(play: Play, { by, robot, to }: EventOf<"sell">): Plan {
  const [seller, buyer] = [play.account(by).address, play.account(to).address];
  return {
    says: `${play.nameOf(by)} sells ${spell(robot)} to ${play.nameOf(to)}: one approves, the other takes over.`,
    calls: [
      call(play, by, approveTransferSync, { id: robot, to: buyer }),
      call(play, to, acceptTransferSync, { id: robot, from: seller }),
    ],
  };
}

export async function sellByConsent(play: Play, event: EventOf<"sellByConsent">): Promise<Plan> {
  const { by, robot, robotSigns } = event;
  const { client } = play;
  const [from, to] = [play.account(event.from), play.account(event.to)];
  const prepared = await prepareConsent(client, {
    id: robot,
    to: to.address,
    deadline: event.date + 7 * DAY,
    robotSigns,
    // The buyer gets the robot as its record is when both sign.
    bindsHistory: true,
    termsDigest: commitment(event.terms),
  });
  const consent = { ...prepared, from: from.address };
  const signers = [event.from, event.to].map((party) => play.nameOf(party)).join(" and ");
  return {
    says:
      `${signers}${robotSigns ? ", and the robot itself," : ""} sign the sale of ${spell(robot)}; ` +
      `${play.nameOf(by)} submits it.`,
    calls: [
      call(play, by, transferWithConsentSync, {
        consent,
        fromSignature: await signConsent(client, { consent, account: from }),
        toSignature: await signConsent(client, { consent, account: to }),
        robotSignature: robotSigns
          ? play.computerOf(robot).sign(consentDigest(client, consent))
          : undefined,
      }),
    ],
  };
}

export function push(play: Play, { by, robot, to }: EventOf<"push">): Plan {
  return {
    says: `${play.nameOf(by)} sends ${spell(robot)} to ${play.nameOf(to)}, unasked.`,
    calls: [sendTo(play, by, robot, to)],
  };
}

/** What any wallet would send. The SDK has no action for it: the registry gives nobody a robot that did not ask for it. */
function sendTo(play: Play, by: string, robot: RobotId, to: string): Call {
  const { client, terms } = play;
  const account = play.account(by);
  const request = {
    address: client.chain.contracts.robotRegistry.address,
    abi: robotRegistryAbi,
    functionName: "transferFrom",
    args: [account.address, play.account(to).address, BigInt(toBytes32(robot))],
    account,
    chain: client.chain,
    ...terms,
  } as const;
  return {
    send: async () => {
      const hash = await writeContract(client, request);
      return await waitForTransactionReceipt(client, { hash });
    },
    attempt: async () => await simulateContract(client, request),
  };
}

export function pull(play: Play, { by, robot, from }: EventOf<"pull">): Plan {
  const { address: holder } = play.account(from);
  return {
    says: `${play.nameOf(by)} takes ${spell(robot)} from ${play.nameOf(from)}, unasked.`,
    calls: [call(play, by, acceptTransferSync, { id: robot, from: holder })],
  };
}

export function nameOperator(play: Play, event: EventOf<"nameOperator">): Plan {
  const { by, robot, operator: party, until } = event;
  const { address: operator } = play.account(party);
  return {
    says: `${play.nameOf(by)} names ${play.nameOf(party)} to run ${spell(robot)} until ${dayOf(until)}.`,
    calls: [call(play, by, setOperatorSync, { id: robot, operator, until })],
  };
}

export function acceptOperator(play: Play, { by, robot }: EventOf<"acceptOperator">): Plan {
  return {
    says: `${play.nameOf(by)} accepts to run ${spell(robot)}.`,
    calls: [call(play, by, acceptOperatorSync, { id: robot })],
  };
}

// -------------------------------------------------------------------------------------------- flags and orders

export function raiseFlag(play: Play, { by, robot, flag, document }: EventOf<"raiseFlag">): Plan {
  const reasonDigest = commitment(document);
  return {
    says: `${play.nameOf(by)} reports ${spell(robot)} ${flag}.`,
    calls: [call(play, by, raiseFlagSync, { id: robot, flag, reasonDigest })],
  };
}

export function clearFlag(play: Play, { by, robot, flag, document }: EventOf<"clearFlag">): Plan {
  const reasonDigest = commitment(document);
  return {
    says: `${play.nameOf(by)} clears the flag of ${spell(robot)}: no longer ${flag}.`,
    calls: [call(play, by, clearFlagSync, { id: robot, flag, reasonDigest })],
  };
}

export function proposeOrder(play: Play, event: EventOf<"proposeOrder">): Plan {
  const { by, order: name, robot, does, beneficiary, document } = event;
  const what = does === "transfer" ? "passes to" : "is taken in by";
  const parameters = {
    id: robot,
    action: does,
    beneficiary: play.account(beneficiary).address,
    reasonDigest: commitment(document),
  };
  return {
    says: `${play.nameOf(by)} orders that ${spell(robot)} ${what} ${play.nameOf(beneficiary)}: ${name}.`,
    calls: [
      call(play, by, proposeOrderSync, parameters, ({ order }) => play.orders.set(name, order)),
    ],
  };
}

export function objectToOrder(play: Play, event: EventOf<"objectToOrder">): Plan {
  const order = play.numberOf("orders", event.order);
  const reasonDigest = commitment(event.document);
  return {
    says: `${play.nameOf(event.by)} objects to the order: ${event.order}.`,
    calls: [call(play, event.by, objectToOrderSync, { order, reasonDigest })],
  };
}

export function countersignOrder(play: Play, event: EventOf<"countersignOrder">): Plan {
  const order = play.numberOf("orders", event.order);
  return {
    says: `${play.nameOf(event.by)} signs the order over the objection: ${event.order}.`,
    calls: [call(play, event.by, countersignOrderSync, { order })],
  };
}

export function executeOrder(play: Play, event: EventOf<"executeOrder">): Plan {
  const order = play.numberOf("orders", event.order);
  return {
    says: `${play.nameOf(event.by)} executes the order: ${event.order}.`,
    calls: [call(play, event.by, executeOrderSync, { order })],
  };
}
