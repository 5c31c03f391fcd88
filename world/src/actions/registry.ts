// Issuance, lifecycle, ownership, flags and registrar orders.
import {
  composeRobotId,
  modelOf,
  type RobotId,
  serialOf,
  toBytes,
  toBytes32,
} from "@openrobotid/sdk";
import { type DeviceKey, deviceKeyDigest } from "@openrobotid/sdk/actions";
import { proofFromManifest } from "@openrobotid/sdk/batch";
import { type BaseWallet, type TypedDataDomain, ZeroAddress, ZeroHash } from "ethers";
import { Device } from "../device.js";
import type { EventOf } from "../events.js";
import { call, commitment, dayOf, learnt, type Plan, type Play, spell } from "../play.js";
import { publishManifest, serialsOf } from "../production.js";
import { numberOf } from "../vocabulary.js";

const DAY = 24 * 60 * 60;

// ---------------------------------------------------------------------------------------------------- issuance

export async function issueProduction(
  play: Play,
  event: EventOf<"issueProduction">,
): Promise<Plan> {
  const { by, model, production, manifest: uri } = event;
  const planned = play.production(production);
  const manifest = await publishManifest(planned, uri, play.manifestFolder);
  const serials = serialsOf(manifest);
  const { registry } = play.as(by);
  let listed = 0;
  const calls = planned.issuances.map(({ kind, first, count }) => {
    if (kind === "lot") {
      const serial = toBytes(serialOf(first));
      return call(registry.issueLot, toBytes(model), serial, count, planned.unitsRoot, uri);
    }
    const part = serials.slice(listed, listed + count).map((serial) => toBytes(serial));
    listed += count;
    return call(registry.issueList, toBytes(model), part, planned.unitsRoot, uri);
  });
  const batches = planned.issuances.map(
    ({ kind, first, count }) => `a ${kind} of ${unitsText(count)} from ${spell(first)} on`,
  );
  return {
    says: `${play.nameOf(by)} issues ${batches.join(", ")}.`,
    calls,
    learn: () => {
      const last = composeRobotId(model, serials.at(-1) ?? "");
      play.manifests.push({ ...planned, file: manifest, last });
    },
  };
}

export function issueLot(play: Play, event: EventOf<"issueLot">): Plan {
  const { by, model, firstSerial, count } = event;
  const { registry } = play.as(by);
  const first = spell(composeRobotId(model, firstSerial));
  return {
    says: `${play.nameOf(by)} issues a lot of ${unitsText(count)} from ${first} on.`,
    calls: [call(registry.issueLot, toBytes(model), toBytes(firstSerial), count, ZeroHash, "")],
  };
}

export function issueList(play: Play, { by, model, serials }: EventOf<"issueList">): Plan {
  const { registry } = play.as(by);
  const bytes = serials.map((serial) => toBytes(serial));
  return {
    says: `${play.nameOf(by)} issues a list of ${unitsText(serials.length)} of ${model}.`,
    calls: [call(registry.issueList, toBytes(model), bytes, ZeroHash, "")],
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
      : await proofFrom(manifest.file, robot);
  const inside =
    computerOf === undefined ? "" : ` with the computer of ${spell(computerOf)} inside`;
  return {
    says: `${play.nameOf(by)} places ${spell(robot)} on the market of ${country}${inside}.`,
    calls: [
      call(
        play.as(by).registry.placeOnMarket,
        toBytes32(robot),
        toBytes(country),
        key,
        proof,
        await answer(play, robot, by, device),
      ),
    ],
    learn: () => play.computers.set(robot, device),
  };
}

export function relocate(play: Play, { by, robot, country }: EventOf<"relocate">): Plan {
  return {
    says: `${play.nameOf(by)} takes ${spell(robot)} to the market of ${country}, under the same code.`,
    calls: [call(play.as(by).registry.relocate, toBytes32(robot), toBytes(country))],
  };
}

export async function replaceComputer(
  play: Play,
  { by, robot, computer, document, date }: EventOf<"replaceComputer">,
): Promise<Plan> {
  const device = new Device(computer);
  const { key } = device;
  return {
    says: `${play.nameOf(by)} binds the key of a new computer to ${spell(robot)}; its maker attests it.`,
    calls: [
      call(
        play.as(by).registry.replaceDeviceKey,
        toBytes32(robot),
        key,
        await attest(play, robot, key, document, date + 30 * DAY),
        await answer(play, robot, by, device),
      ),
    ],
    learn: () => play.computers.set(robot, device),
  };
}

export function offerIntake(play: Play, event: EventOf<"offerIntake">): Plan {
  const { by, robot, recycler } = event;
  const to = play.account(recycler).address;
  return {
    says: `${play.nameOf(by)} offers ${spell(robot)} to ${play.nameOf(recycler)}, to be destroyed.`,
    calls: [call(play.as(by).registry.offerIntake, toBytes32(robot), to)],
  };
}

export function takeIn(play: Play, { by, robot }: EventOf<"takeIn">): Plan {
  return {
    says: `${play.nameOf(by)} takes ${spell(robot)} in.`,
    calls: [call(play.as(by).registry.takeIn, toBytes32(robot))],
  };
}

export function offerReturn(play: Play, { by, robot }: EventOf<"offerReturn">): Plan {
  return {
    says: `${play.nameOf(by)} offers ${spell(robot)} back.`,
    calls: [call(play.as(by).registry.offerReturn, toBytes32(robot))],
  };
}

export function takeBack(play: Play, { by, robot }: EventOf<"takeBack">): Plan {
  return {
    says: `${play.nameOf(by)} takes ${spell(robot)} back.`,
    calls: [call(play.as(by).registry.takeBack, toBytes32(robot))],
  };
}

export function scrap(play: Play, { by, robot, document }: EventOf<"scrap">): Plan {
  return {
    says: `${play.nameOf(by)} confirms that ${spell(robot)} is destroyed.`,
    calls: [call(play.as(by).registry.scrap, toBytes32(robot), commitment(document))],
  };
}

/** What the published manifest proves of a robot. */
async function proofFrom(file: string, robot: RobotId) {
  const { birthRecordDigest, siblings } = await proofFromManifest({ file, id: robot });
  return {
    birthRecordDigest,
    siblings: [...siblings],
    attester: ZeroAddress,
    deadline: 0,
    signature: "0x",
  };
}

/** What the robot's computer says to the registry's challenge. */
async function answer(play: Play, robot: RobotId, holder: string, device: Device) {
  const { address } = play.account(holder);
  return device.sign(await play.contracts.signedActs.deviceChallenge(toBytes32(robot), address));
}

/** The maker's word that a key and a birth record belong to a robot, good until a deadline. */
async function attest(
  play: Play,
  robot: RobotId,
  key: DeviceKey,
  birthRecord: string,
  deadline: number,
) {
  const birthRecordDigest = commitment(birthRecord);
  const maker = await play.makerOf(modelOf(robot));
  const signature = await maker.signTypedData(
    await domainOf(play),
    {
      DeviceAttestation: [
        { name: "robotId", type: "bytes32" },
        { name: "deviceKeyDigest", type: "bytes32" },
        { name: "birthRecordDigest", type: "bytes32" },
        { name: "deadline", type: "uint256" },
      ],
    },
    {
      robotId: toBytes32(robot),
      deviceKeyDigest: deviceKeyDigest(key),
      birthRecordDigest,
      deadline,
    },
  );
  return { birthRecordDigest, siblings: [], attester: maker.address, deadline, signature };
}

async function domainOf(play: Play): Promise<TypedDataDomain> {
  const { name, version, chainId, verifyingContract } =
    await play.contracts.signedActs.eip712Domain();
  return { name, version, chainId, verifyingContract };
}

// --------------------------------------------------------------------------------------------------- ownership

export function sell(play: Play, { by, robot, to }: EventOf<"sell">): Plan {
  const [seller, buyer] = [play.account(by).address, play.account(to).address];
  const id = toBytes32(robot);
  return {
    says: `${play.nameOf(by)} sells ${spell(robot)} to ${play.nameOf(to)}: one approves, the other takes over.`,
    calls: [
      call(play.as(by).registry.approve, buyer, id),
      call(play.as(to).registry.transferFrom, seller, buyer, id),
    ],
  };
}

export async function sellByConsent(play: Play, event: EventOf<"sellByConsent">): Promise<Plan> {
  const { by, robot, robotSigns } = event;
  const { registry, signedActs } = play.contracts;
  const [from, to] = [play.account(event.from), play.account(event.to)];
  const { head } = await registry.historyOf(toBytes32(robot));
  const consent = {
    id: toBytes32(robot),
    from: from.address,
    to: to.address,
    nonce: await signedActs.consentNonceOf(from.address, toBytes32(robot)),
    deadline: event.date + 7 * DAY,
    robotSigns,
    // The buyer gets the robot as its record is when both sign.
    expectedHead: head,
    termsDigest: commitment(event.terms),
  };
  const domain = await domainOf(play);
  const sign = (party: BaseWallet) => {
    const { id: robotId, ...rest } = consent;
    return party.signTypedData(
      domain,
      {
        Consent: [
          { name: "robotId", type: "bytes32" },
          { name: "from", type: "address" },
          { name: "to", type: "address" },
          { name: "nonce", type: "uint256" },
          { name: "deadline", type: "uint256" },
          { name: "robotSigns", type: "bool" },
          { name: "expectedHead", type: "bytes32" },
          { name: "termsDigest", type: "bytes32" },
        ],
      },
      { robotId, ...rest },
    );
  };
  const robotSignature = robotSigns
    ? play.computerOf(robot).sign(await signedActs.consentDigest(consent))
    : { r: ZeroHash, s: ZeroHash };
  const signers = [event.from, event.to].map((party) => play.nameOf(party)).join(" and ");
  return {
    says:
      `${signers}${robotSigns ? ", and the robot itself," : ""} sign the sale of ${spell(robot)}; ` +
      `${play.nameOf(by)} submits it.`,
    calls: [
      call(
        play.as(by).signedActs.transferWithConsent,
        consent,
        await sign(from),
        await sign(to),
        robotSignature,
      ),
    ],
  };
}

export function push(play: Play, { by, robot, to }: EventOf<"push">): Plan {
  const [from, receiver] = [play.account(by).address, play.account(to).address];
  return {
    says: `${play.nameOf(by)} sends ${spell(robot)} to ${play.nameOf(to)}, unasked.`,
    calls: [call(play.as(by).registry.transferFrom, from, receiver, toBytes32(robot))],
  };
}

export function pull(play: Play, { by, robot, from }: EventOf<"pull">): Plan {
  const [holder, receiver] = [play.account(from).address, play.account(by).address];
  return {
    says: `${play.nameOf(by)} takes ${spell(robot)} from ${play.nameOf(from)}, unasked.`,
    calls: [call(play.as(by).registry.transferFrom, holder, receiver, toBytes32(robot))],
  };
}

export function nameOperator(play: Play, event: EventOf<"nameOperator">): Plan {
  const { by, robot, operator, until } = event;
  const { address } = play.account(operator);
  return {
    says: `${play.nameOf(by)} names ${play.nameOf(operator)} to run ${spell(robot)} until ${dayOf(until)}.`,
    calls: [call(play.as(by).registry.setOperator, toBytes32(robot), address, until)],
  };
}

export function acceptOperator(play: Play, { by, robot }: EventOf<"acceptOperator">): Plan {
  return {
    says: `${play.nameOf(by)} accepts to run ${spell(robot)}.`,
    calls: [call(play.as(by).registry.acceptOperator, toBytes32(robot))],
  };
}

// -------------------------------------------------------------------------------------------- flags and orders

export function raiseFlag(play: Play, { by, robot, flag, document }: EventOf<"raiseFlag">): Plan {
  return {
    says: `${play.nameOf(by)} reports ${spell(robot)} ${flag}.`,
    calls: [
      call(
        play.as(by).flags.raiseFlag,
        toBytes32(robot),
        numberOf("enum IRobotFlags.Flag", flag),
        commitment(document),
      ),
    ],
  };
}

export function clearFlag(play: Play, { by, robot, flag, document }: EventOf<"clearFlag">): Plan {
  return {
    says: `${play.nameOf(by)} clears the flag of ${spell(robot)}: no longer ${flag}.`,
    calls: [
      call(
        play.as(by).flags.clearFlag,
        toBytes32(robot),
        numberOf("enum IRobotFlags.Flag", flag),
        commitment(document),
      ),
    ],
  };
}

export function proposeOrder(play: Play, event: EventOf<"proposeOrder">): Plan {
  const { by, order, robot, does, beneficiary, document } = event;
  const { address } = play.account(beneficiary);
  const what = does === "transfer" ? "passes to" : "is taken in by";
  return {
    says: `${play.nameOf(by)} orders that ${spell(robot)} ${what} ${play.nameOf(beneficiary)}: ${order}.`,
    calls: [
      call(
        play.as(by).orders.propose,
        toBytes32(robot),
        numberOf("enum IRegistrarOrders.Action", does),
        address,
        commitment(document),
      ),
    ],
    learn: (receipts) =>
      play.orders.set(order, learnt(receipts, play.contracts.orders, "OrderProposed", "order")),
  };
}

export function objectToOrder(play: Play, event: EventOf<"objectToOrder">): Plan {
  const number = play.numberOf("orders", event.order);
  return {
    says: `${play.nameOf(event.by)} objects to the order: ${event.order}.`,
    calls: [call(play.as(event.by).orders.object, number, commitment(event.document))],
  };
}

export function countersignOrder(play: Play, { by, order }: EventOf<"countersignOrder">): Plan {
  return {
    says: `${play.nameOf(by)} signs the order over the objection: ${order}.`,
    calls: [call(play.as(by).orders.countersign, play.numberOf("orders", order))],
  };
}

export function executeOrder(play: Play, { by, order }: EventOf<"executeOrder">): Plan {
  return {
    says: `${play.nameOf(by)} executes the order: ${order}.`,
    calls: [call(play.as(by).orders.execute, play.numberOf("orders", order))],
  };
}
