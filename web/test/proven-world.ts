// A registry on a sealed chain, an API over it that serves evidence, and everything that either can be made to do wrong.

import { EvidenceMaker, type EvidenceRequest } from "@openrobotid/indexer/evidence-maker";
import { directoryTypedData } from "@openrobotid/network/directory-entry";
import { type RobotId, verdictOf } from "@openrobotid/sdk";
import { evidencedChain } from "@openrobotid/sdk/evidence";
import {
  type Anchor,
  formatAnchor,
  formatCheckpoint,
  proven,
  readAnchor,
  signCheckpoint,
  witnessKeyOf,
} from "@openrobotid/sdk/proof";
import {
  capsuleClaims,
  makeCapsule,
  witnessStatementOf,
  writeWitnessList,
} from "@openrobotid/sdk/witness";
import type { Lie } from "@openrobotid/testkit/lies";
import { Hono } from "hono";
import { type Address, createClient, type Hex, http } from "viem";
import { codes, fixtureApi } from "./fixture-api.js";

/** What the API and its node do wrong. */
export interface Wrong {
  /** What the node behind the API answers. */
  node?: Lie | undefined;
  /** What the API makes of its record of a robot. */
  record?: ((body: object) => object) | undefined;
  /** What it makes of its evidence. */
  file?: ((file: Uint8Array) => Uint8Array) | undefined;
  /** The list of witnesses that it gives; none without. */
  list?: Uint8Array | undefined;
  /** Whether it makes its evidence with the anchor that asks for witnesses. That is not wrong. */
  isCosigned?: boolean | undefined;
  /** Status of everything that it answers. */
  status?: number | undefined;
  /** Status of its evidence alone. */
  evidenceStatus?: number | undefined;
}

/** The world that the tests of a process share: each leaves the robots as they were. */
export function provenWorld(): Promise<ProvenWorld> {
  shared ??= startProvenWorld();
  return shared;
}

let shared: Promise<ProvenWorld> | undefined;

/** Starts it. Loaded when it is needed: it brings a chain with it. */
async function startProvenWorld() {
  const { accounts, clientOf, connection, time } = await import("@openrobotid/testkit/chain");
  const { robots, digest } = await import("@openrobotid/testkit/robots");
  const { witnessSigner } = await import("@openrobotid/testkit/capsules");
  const { transportOf } = await import("@openrobotid/testkit/sealed");
  const { anchorNow, newest, replaceAll, sealFromNow } = await import(
    "@openrobotid/testkit/sealed-registry"
  );
  const client = clientOf("stranger");
  const wrong: Wrong = {};

  await replaceAll(0);
  const sealed = await sealFromNow();
  const anchor: Anchor = await anchorNow(sealed);
  await connection.provider.request({ method: "evm_mine" });
  const witness = witnessSigner("of the pages");
  const witnessed = ["CN", "ES", "MX"].map(witnessSigner);
  /** The same anchor, which asks for two of three witnesses besides. */
  const cosigned: Anchor = {
    ...anchor,
    witnesses: witnessed.map(({ key }, index) => ({ seat: index + 1, key: witnessKeyOf(key) })),
    cosigners: 2,
  };
  /** What the first two of them have cosigned: the newest block. */
  const checkpoints = async () => {
    const { hash, stateRoot, timestamp, number } = (await sealed.header(
      await newest(),
    )) as unknown as Record<"hash" | "stateRoot" | "timestamp" | "number", Hex>;
    const block = { number: BigInt(number), hash, stateRoot, timestamp: Number(timestamp) };
    const signing = witnessed.slice(0, 2).map(async (signer, index) => {
      const statement = { chainId: anchor.chainId, seat: index + 1, ...block };
      return JSON.parse(formatCheckpoint(await signCheckpoint(statement, signer)));
    });
    return await Promise.all(signing);
  };
  const template = (await (
    await fixtureApi().request(`/v1/robots/${codes.inService}`)
  ).json()) as Record<string, object>;

  /** The answer of the API for a robot, as the chain has it now. */
  const recordOf = async (id: RobotId) => {
    const robot = await client.getRobot({ id });
    if (robot.state === "none") return undefined;
    return {
      ...template,
      id,
      state: robot.state,
      verdict: { ...verdictOf(robot), because: null },
      market: robot.market ? { ...template.market, country: robot.market } : null,
      recalls: {
        ...template.recalls,
        open: robot.openCampaigns.map((one) => ({
          ...one,
          campaign: Number(one.campaign),
          component: "Knee",
          consequence: "It can fall.",
          remedy: "A new bearing.",
          suspendedIn: [],
        })),
      },
      flags: robot.flags.map(({ flag, raisedAt }) => ({
        flag,
        since: new Date(raisedAt * 1000).toISOString(),
        seat: null,
      })),
      ordered: robot.ordered,
      pendingOrder: null,
      asOf: {
        ...template.asOf,
        blockNumber: Number(robot.asOf.blockNumber),
        timestamp: new Date(robot.asOf.timestamp * 1000).toISOString(),
      },
    };
  };

  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    const answer = await sealed.request({ method, params });
    const given = (params ?? []) as readonly unknown[];
    return wrong.node ? await wrong.node({ method, params: given, answer }) : answer;
  };
  const evidenceOf = async (asked: EvidenceRequest, by: Anchor) => {
    const now = await time.latest();
    const transport = proven(transportOf(request), { anchor: by, now: () => now, checkpoints });
    return await new EvidenceMaker(transport).evidence(asked);
  };

  const api = new Hono();
  api.use(async (context, next) => {
    if (wrong.status === undefined) return await next();
    return context.json({ type: "about:blank", title: "Gone" }, wrong.status as 503);
  });
  api.get("/v1/robots/:code", async (context) => {
    const record = await recordOf(context.req.param("code") as RobotId);
    if (!record) return context.json({ type: "about:blank", title: "Never issued" }, 404);
    return context.json(wrong.record ? wrong.record(record) : record);
  });
  api.get("/v1/robots/:code/evidence", async (context) => {
    if (wrong.evidenceStatus) {
      return context.json({ type: "about:blank" }, wrong.evidenceStatus as 503);
    }
    const id = context.req.param("code") as RobotId;
    const by = wrong.isCosigned ? cosigned : anchor;
    const answer = await evidenceOf({ id, of: "public", format: "cbor" }, by);
    if ("refused" in answer) {
      const type = "urn:openrobotid:problem:not-proven";
      const reason = "reason" in answer.refused ? answer.refused.reason : answer.refused.kind;
      return context.json({ type, reason, detail: "not proven" }, 503);
    }
    const { file } = answer.made;
    return context.body((wrong.file ? wrong.file(file) : file) as Uint8Array<ArrayBuffer>);
  });
  api.get("/v1/witnesses", (context) =>
    wrong.list ? context.body(wrong.list as Uint8Array<ArrayBuffer>) : context.json({}, 404),
  );
  api.all("*", (context) => context.json({ type: "about:blank" }, 404));

  return {
    api,
    anchor,
    cosigned,
    robots,
    wrong,
    accounts,
    /** A file of a robot, honestly made. */
    evidence: async (asked: EvidenceRequest) => {
      const answer = await evidenceOf(asked, anchor);
      if ("refused" in answer) throw new Error(JSON.stringify(answer.refused));
      return answer.made.file;
    },
    /** Reports a robot as stolen, as its holder. */
    steal: async (id: RobotId) =>
      await clientOf("owner").raiseFlagSync({ id, flag: "stolen", reasonDigest: digest }),
    restore: async (id: RobotId) =>
      await clientOf("owner").clearFlagSync({ id, flag: "stolen", reasonDigest: digest }),
    /** An anchor of the same chain as one that nobody seals, and a file that was made with it. */
    unsealed: async (asked: EvidenceRequest) => {
      const deployment = (await import("@openrobotid/testkit/chain")).deployment;
      const own = await readAnchor(client, { deployment, seals: "none" });
      const { rpcUrl } = await import("@openrobotid/testkit/chain");
      const maker = new EvidenceMaker(proven(http(rpcUrl), { anchor: own }));
      const answer = await maker.evidence(asked);
      if ("refused" in answer) throw new Error(JSON.stringify(answer.refused));
      return { text: formatAnchor(own), file: answer.made.file };
    },
    /** Anchors a head of a log in a contract of its own. */
    anchorLog: async (topic: Hex, root: Hex, leaves: number) => {
      const anchors = await connection.ethers.deployContract("Anchors");
      const contract = (await anchors.getAddress()) as Address;
      const receipt = await (await anchors.anchor(topic, root, leaves)).wait();
      return { contract, account: receipt?.from as Address, at: await time.latest() };
    },
    /** A capsule of a robot that the witness of seat 1 signs, as of now. */
    capsule: async (id: RobotId) => {
      const robot = await client.getRobot({ id });
      const terms = { chainId: anchor.chainId, seat: 1, issuedAt: await time.latest() };
      return await makeCapsule(capsuleClaims(robot, terms), witness);
    },
    /** The list of witnesses: that of seat 1, signed by its account. */
    witnesses: async () => {
      const entry = {
        ...{ seat: 1, issuedAt: await time.latest() },
        ...{ nodes: [], relayers: [], participants: [], withheld: [] },
        witness: { key: witnessKeyOf(witness.key), url: "https://witness.example" },
      };
      const consortium = anchor.contracts.Consortium?.address as Address;
      const typedData = directoryTypedData(entry, { chainId: anchor.chainId, consortium });
      const signature = await accounts.CN.signTypedData(typedData);
      const statement = witnessStatementOf({ ...entry, signature });
      const now = await time.latest();
      const list = createClient({
        chain: evidencedChain(anchor),
        transport: proven(transportOf(request), { anchor, now: () => now }),
      });
      return await writeWitnessList(list, statement ? [statement] : []);
    },
    /** Ends every lie. */
    tellTruth: () => {
      for (const key of Object.keys(wrong)) delete wrong[key as keyof Wrong];
    },
    /** Makes a block of now, where the newest one is older, for a browser whose clock is left alone. */
    catchUp: async () => {
      const now = Math.floor(Date.now() / 1000) - 1;
      if ((await time.latest()) < now) await time.increaseTo(now);
    },
    /** Time of the newest block, in seconds. */
    time: async () => await time.latest(),
    fixture: template,
  };
}

export type ProvenWorld = Awaited<ReturnType<typeof startProvenWorld>>;
