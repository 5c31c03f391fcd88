import { join } from "node:path";
import { fromBytes2, type Hex, type RobotId, toBytes, toBytes32 } from "@openrobotid/sdk";
import { type ExampleChain, startExampleChain } from "@openrobotid/testkit/example-chain";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { readPglite, type Tables } from "@openrobotid/testkit/index-tables";
import { expect } from "chai";
import { playMore } from "./acts.js";
import { agree } from "./agree.js";
import { askContracts, type Oracle } from "./oracle.js";

/** Codes of a lot and of a list that nothing happened to. */
const UNTOUCHED = ["CNBH01TERN0325W07000000000099", "MXTN01COLIB1LAB89XGCZHLM5TTL0"];

/** A time as answers carry it. */
const rfc3339 = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

describe("what the example world does not play", function () {
  this.timeout(600_000);

  let chain: ExampleChain;
  let oracle: Oracle;
  let tables: Tables;
  /** What the API answered, by its path: the index is over when the tables are read. */
  const answers = new Map<string, Record<string, never>>();

  before(async () => {
    chain = await startExampleChain();
    await playMore(chain);
    oracle = await askContracts(chain);
    const folder = join(chain.folder, "pglite");
    const index = await IndexProcess.start({
      DEPLOYMENT: chain.deploymentFile,
      RPC_URLS: chain.rpc.url,
      DATA_DIR: folder,
      RATE_LIMIT_ADDRESS: "1000000",
    });
    try {
      await index.reach(await chain.provider.getBlockNumber());
      const robots = [...oracle.units.map(({ id }) => String(id)), ...UNTOUCHED];
      for (const path of [
        ...robots.map((id) => `/v1/robots/${id}`),
        ...oracle.campaigns.map(({ id }) => `/v1/recalls/${id}`),
        ...oracle.tenancies.map(({ country }) => `/v1/countries/${country}`),
        "/v1/recalls",
        "/v1/consortium",
      ]) {
        const response = await fetch(`${index.url}${path}`);
        expect(response.status, path).to.equal(200);
        answers.set(path, (await response.json()) as Record<string, never>);
      }
      expect(await index.end()).to.equal(0);
    } finally {
      await index.end("SIGKILL");
    }
    tables = await readPglite(join(folder, "index"), "robot_index");
  });

  after(async () => await chain?.close());

  /** The answers of paths that begin so, by what is behind. */
  const of = <body>(begin: string) =>
    [...answers]
      .filter(([path]) => path.startsWith(begin))
      .map(([path, body]) => [path.slice(begin.length), body as unknown as body] as const);

  describe("in the tables", () => {
    agree(() => [tables, oracle]);
  });

  it("is there to be compared", () => {
    expect(oracle.suspensions).to.have.lengthOf(1);
    expect(oracle.registrarOrders.filter(({ contested }) => contested)).to.have.lengthOf(1);
    expect(oracle.tenancies.some(({ since, acts_from }) => since !== acts_from)).to.equal(true);
    const { campaign_outcome, vote } = tables;
    expect(campaign_outcome?.filter(({ until }) => until !== null)).to.have.lengthOf(1);
    expect(vote?.filter(({ withdrawn_at }) => withdrawn_at !== null)).to.have.lengthOf(1);
  });

  it("is answered: which order is pending, since when, and by which log", async () => {
    const { orders } = chain.contracts;
    let pending = 0;
    for (const [id, view] of of<RobotAnswer>("/v1/robots/")) {
      const number = await orders.pendingOrderOf(toBytes32(id as RobotId));
      expect(view.ordered, id).to.equal(number !== 0n);
      expect(BigInt(view.pendingOrder?.order ?? 0), id).to.equal(number);
      if (!view.pendingOrder) continue;
      pending += 1;
      const { executableAt, expiresAt, country } = await orders.orderOf(number);
      const proposals = await orders.queryFilter(
        orders.filters.OrderProposed(toBytes32(id as RobotId)),
      );
      const proposal = proposals.find(({ args }) => args.order === number);
      const { timestamp } = (await proposal?.getBlock()) ?? {};
      expect(view.pendingOrder, id).to.deep.include({
        action: "transfer",
        country: fromBytes2(country as Hex),
        proposedAt: rfc3339(Number(timestamp)),
        executableAt: rfc3339(Number(executableAt)),
        expiresAt: rfc3339(Number(expiresAt)),
        proof: {
          transactionHash: proposal?.transactionHash,
          blockNumber: proposal?.blockNumber,
          logIndex: proposal?.index,
          timestamp: rfc3339(Number(timestamp)),
        },
      });
    }
    expect(pending).to.equal(1);
  });

  it("is answered: which recalls are open, and who was handed in", async () => {
    const { recalls, registry } = chain.contracts;
    for (const [id, view] of of<RobotAnswer>("/v1/robots/")) {
      const robot = toBytes32(id as RobotId);
      const open = await recalls.openCampaignsOf(robot);
      expect(
        view.recalls.open.map(({ campaign }) => BigInt(campaign)),
        id,
      ).to.have.members(open.map(({ campaign }) => campaign));
      const { takenInAt } = await registry.disposalOf(robot);
      expect(view.disposal === null, id).to.equal(takenInAt === 0n);
    }
  });

  it("is answered: where a recall is suspended, since when, and by which log", async () => {
    const { recalls } = chain.contracts;
    const [list] = of<{ recalls: RecallAnswer[] }>("/v1/recalls").filter(([rest]) => rest === "");
    for (const [number, recall] of of<RecallAnswer>("/v1/recalls/")) {
      const told = await Promise.all(
        recall.suspensions.map(async ({ country, suspendedAt, proof }) => {
          const at = await recalls.suspendedAt(number, toBytes(country));
          const log = await chain.provider.getTransactionReceipt(proof.transactionHash);
          return [rfc3339(Number(at)), log?.blockNumber, suspendedAt, proof.blockNumber];
        }),
      );
      for (const [at, block, ...said] of told) expect(said, number).to.deep.equal([at, block]);
      expect(recall.suspensions.map(({ country }) => country)).to.deep.equal(recall.suspendedIn);
      expect(recall.suspendedIn, number).to.deep.equal(
        oracle.suspensions
          .filter(({ campaign }) => campaign === Number(number))
          .map(({ country }) => country),
      );
      const inList = list?.[1].recalls.find(({ campaign }) => campaign === Number(number));
      expect(inList?.suspensions, number).to.deep.equal(recall.suspensions);
    }
  });

  it("is answered: in which week a unit was settled, and in which it was opened again", async () => {
    const { recalls } = chain.contracts;
    const [reopening] = await recalls.queryFilter(recalls.filters.UnitReopened());
    const settlings = await recalls.queryFilter(recalls.filters.UnitRemedied(reopening?.args.id));
    const settling = settlings.find(({ args }) => args.campaign === reopening?.args.campaign);
    const weekWith = async (log: typeof reopening | typeof settling) => {
      const { timestamp = 0 } = (await log?.getBlock()) ?? {};
      const weeks = answered?.[1].progress.byWeek ?? [];
      return weeks.findLast(({ week }) => week <= rfc3339(timestamp).slice(0, 10));
    };
    const answered = of<RecallAnswer>("/v1/recalls/").find(
      ([number]) => BigInt(number) === reopening?.args.campaign,
    );
    expect((await weekWith(settling))?.remedied).to.be.greaterThan(0);
    expect((await weekWith(reopening))?.reopened).to.equal(1);
    const sum = (what: "remedied" | "notApplicable" | "reopened") =>
      (answered?.[1].progress.byWeek ?? []).reduce((all, week) => all + week[what], 0);
    const { remedied, notApplicable } = answered?.[1].units ?? {};
    expect(sum("remedied") + sum("notApplicable") - sum("reopened")).to.equal(
      Number(remedied) + Number(notApplicable),
    );
  });

  it("is answered: which seat's keys are to change, from when, and by which log", async () => {
    const { consortium } = chain.contracts;
    const [[, answer] = []] = of<{ seats: SeatAnswer[] }>("/v1/consortium");
    const expected = [];
    for (const { seat } of oracle.seats) {
      const number = BigInt(seat as number);
      for (const [key, { acceptableFrom }, proposals] of [
        [
          "account",
          await consortium.proposedAuthority(number),
          await consortium.queryFilter(consortium.filters.AuthorityProposed(number)),
        ],
        [
          "recoveryKey",
          await consortium.proposedRecovery(number),
          await consortium.queryFilter(consortium.filters.RecoveryProposed(number)),
        ],
      ] as const) {
        if (acceptableFrom === 0n) continue;
        const hash = proposals.at(-1)?.transactionHash;
        expected.push([seat, key, rfc3339(Number(acceptableFrom)), hash]);
      }
    }
    expect(
      answer?.seats.flatMap(({ number, namings }) =>
        namings.map(({ key, acceptableFrom, proof }) => [
          number,
          key,
          acceptableFrom,
          proof.transactionHash,
        ]),
      ),
    ).to.deep.equal(expected);
    expect(expected.map(([, key]) => key)).to.have.members(["account", "recoveryKey"]);
  });

  it("is answered: since when a seat answers for a country, and from when it acts there", () => {
    for (const { country, since, acts_from } of oracle.tenancies) {
      const [[, answer] = []] = of<CountryAnswer>(`/v1/countries/${country}`);
      expect(answer?.tenancy, String(country)).to.include({
        since: rfc3339(Number(since)),
        actsFrom: rfc3339(Number(acts_from)),
      });
    }
  });
});

interface Proof {
  readonly transactionHash: string;
  readonly blockNumber: number;
}

interface RobotAnswer {
  readonly ordered: boolean;
  readonly pendingOrder: { readonly order: number } | null;
  readonly recalls: { readonly open: readonly { readonly campaign: number }[] };
  readonly disposal: object | null;
}

interface RecallAnswer {
  readonly campaign: number;
  readonly suspendedIn: readonly string[];
  readonly suspensions: readonly {
    readonly country: string;
    readonly suspendedAt: string;
    readonly proof: Proof;
  }[];
  readonly units: { readonly remedied: number; readonly notApplicable: number };
  readonly progress: {
    readonly byWeek: readonly {
      readonly week: string;
      readonly remedied: number;
      readonly notApplicable: number;
      readonly reopened: number;
    }[];
  };
}

interface SeatAnswer {
  readonly number: number;
  readonly namings: readonly {
    readonly key: string;
    readonly acceptableFrom: string;
    readonly proof: Proof;
  }[];
}

interface CountryAnswer {
  readonly tenancy: object | null;
}
