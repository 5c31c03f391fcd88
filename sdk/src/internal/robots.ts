import type { Robot } from "../records.js";
import {
  type CountryCode,
  manufacturerOf,
  modelOf,
  type RobotId,
  toBytes,
  toBytes32,
} from "../robot-id.js";
import { words } from "../words.js";
import type { ReadOptions, RegistryClient } from "./call.js";
import {
  authorityRegistry,
  dossier,
  recallRegistry,
  robotFlags,
  robotRegistry,
} from "./contracts.js";
import { toNumber, toToken } from "./convert.js";
import { momentOf } from "./head.js";
import { given, givenDigest, givenTime, ReadBatch } from "./reads.js";
import { askForApproval, toFirmware, toFlag, toOpenCampaign } from "./records.js";

const [, ...FLAGS] = words["enum IRobotFlags.Flag"];

/** Everything about some robots, of one block. The second round asks what the answers of the first tell to ask. */
export async function robotsOf(
  client: RegistryClient,
  ids: readonly RobotId[],
  options: ReadOptions,
): Promise<Robot[]> {
  const asOf = await momentOf(client, options);
  const batch = new ReadBatch(client, asOf);
  const asked = ids.map((id) => {
    const args = [toBytes32(id)] as const;
    return {
      id,
      robot: batch.add({ ...robotRegistry, functionName: "robot", args }),
      term: batch.add({ ...robotRegistry, functionName: "operatorTerm", args }),
      disposal: batch.add({ ...robotRegistry, functionName: "disposalOf", args }),
      firmware: batch.add({ ...dossier, functionName: "firmwareOf", args }),
      campaigns: batch.add({ ...recallRegistry, functionName: "openCampaignsOf", args }),
      maker: batch.add({
        ...authorityRegistry,
        functionName: "manufacturer",
        args: [toBytes(manufacturerOf(id))],
      }),
      flags: FLAGS.map((flag) => ({
        flag,
        record: batch.add({
          ...robotFlags,
          functionName: "flagOf",
          args: [...args, toNumber("enum IRobotFlags.Flag", flag)],
        }),
      })),
    };
  });
  await batch.send();

  const more = await Promise.all(
    asked.map(async ({ id, ...first }) => {
      const robot = await first.robot;
      const market = robot.market as CountryCode | undefined;
      const args = [toBytes32(id)] as const;
      return {
        id,
        first,
        robot,
        lot:
          robot.state === "none"
            ? undefined
            : batch.add({ ...robotRegistry, functionName: "lot", args: [robot.lot] }),
        receiver:
          robot.state === "none"
            ? undefined
            : batch.add({ ...robotRegistry, functionName: "getApproved", args: [toToken(id)] }),
        recycler:
          robot.state === "none"
            ? undefined
            : batch.add({ ...robotRegistry, functionName: "intakeOfferOf", args }),
        market,
        approval: market && askForApproval(batch, modelOf(id), market),
      };
    }),
  );
  await batch.send();

  return await Promise.all(
    more.map(async ({ id, first, robot, market, ...second }): Promise<Robot> => {
      const { lot, receiver, recycler, approval } = second;
      const term = await first.term;
      const maker = await first.maker;
      const disposal = await first.disposal;
      const flags = await Promise.all(
        first.flags.map(async ({ flag, record }) => toFlag(flag, await record)),
      );
      return {
        id,
        state: robot.state,
        holder: given(robot.holder),
        approvedReceiver: receiver && given(await receiver),
        market,
        model: modelOf(id),
        approval: await approval,
        maker: {
          manufacturer: manufacturerOf(id),
          account: given(maker.account),
          status: maker.status,
        },
        lot: lot && robot.lot,
        issuedAt: (await lot)?.issuedAt,
        deviceKeyDigest: givenDigest(robot.deviceKeyDigest),
        operator: given(term.account) && { ...term, inCharge: robot.operator === term.account },
        flags: flags.filter((flag) => flag !== undefined),
        ordered: robot.ordered,
        openCampaigns: robot.state === "none" ? [] : (await first.campaigns).map(toOpenCampaign),
        firmware: toFirmware(await first.firmware),
        intakeOffer: recycler && given(await recycler),
        disposal:
          disposal.takenInAt === 0
            ? undefined
            : { ...disposal, scrappedAt: givenTime(disposal.scrappedAt) },
        history: robot.state === "none" ? undefined : { length: robot.seq, head: robot.head },
        transfers: robot.transfers,
        asOf,
      };
    }),
  );
}
