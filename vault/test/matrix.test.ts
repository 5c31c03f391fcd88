// Every party × kind × moment, by HTTP: what the vault answers is what the table says. Who somebody is, is made true on the chain; the table says
// what follows; nothing of the vault's own code is asked for the expectation.
import { accounts, clientOf, isolate, type Part, time } from "@openrobotid/testkit/chain";
import { digest, MAKER, mexico, robots, spain } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import type { Grant } from "../src/access/grants.js";
import {
  CAPACITIES,
  type Capacity,
  KINDS,
  type Kind,
  PARTIES,
  type Party,
} from "../src/access/tiers.js";
import { type Paper, pathOf, putPaper, recordPaper } from "./support/papers.js";
import { signGrant, vaultService } from "./support/service.js";

const DAY = 86_400;
const ROBOT = robots.sold;
const KIND_NAMES = Object.keys(KINDS) as Kind[];

/** Somebody at a moment: what it is now, and was as the papers of each time were recorded. */
interface Case {
  readonly who: Part | undefined;
  /** What the chain makes of it, whatever the paper. */
  readonly is?: readonly Party[];
  /** What it was at the time of the first papers, and of the second. */
  readonly was?: readonly [first?: Party | undefined, second?: Party];
  /** A grant that is in force. */
  readonly grant?: Capacity | undefined;
  /** Whether it has broken the glass. */
  readonly glass?: boolean;
  /** What is tried here: a cell is counted for each of these. */
  readonly tries: readonly Party[];
}

describe("the matrix of parties, kinds and moments", function () {
  this.timeout(120_000);
  isolate();
  const service = vaultService();
  const cells = new Set<string>();
  const papers: { first: Paper[]; second: Paper[] } = { first: [], second: [] };
  let nonce = 0;

  /** Whether the table lets a case see a kind. The holder of the second time grants. */
  const expected = (kind: Kind, { is = [], was = [], grant, glass }: Case, period: 0 | 1) => {
    const row = KINDS[kind];
    const past = was[period];
    if ([...is, ...(past ? [past] : []), "public" as const].some((party) => row[party] === "yes")) {
      return 200;
    }
    const grantorSees = row.holder === "yes" || (row.holderThen === "yes" && period === 1);
    const isGiven = grant === "reader" || is.some((party) => party === grant);
    if (grant && isGiven && grantorSees && (row[grant] === "grant" || row[grant] === "glass")) {
      return 200;
    }
    return glass && is.includes("investigator") && row.investigator === "glass" ? 200 : 403;
  };

  /** Asks for every paper as somebody, and holds each answer to the table. */
  const hold = async (moment: string, one: Case) => {
    const ask = await service().as(one.who);
    const found: Record<string, number> = {};
    const wanted: Record<string, number> = {};
    for (const [index, all] of [papers.first, papers.second].entries()) {
      for (const paper of all) {
        const name = `${paper.kind} ${index + 1}`;
        const response = await ask("GET", pathOf(paper));
        found[name] = response.status;
        const status = expected(paper.kind, one, index as 0 | 1);
        wanted[name] = one.who === undefined && status === 403 ? 401 : status;
        const text = await response.text();
        expect(text.includes(paper.text), name).to.equal(response.status === 200);
        for (const party of one.tries)
          cells.add(`${party} ${paper.kind} ${moment} ${response.status}`);
      }
    }
    expect(found, moment).to.deep.equal(wanted);
  };

  const grantOf = (
    change: Partial<Grant> & Pick<Grant, "grantee">,
    now = service().now(),
  ): Grant => {
    nonce += 1;
    return {
      holder: accounts.buyer.address,
      holding: 2,
      capacity: "reader",
      kinds: KIND_NAMES,
      purpose: "To see every paper",
      until: Math.floor(now) + 10 * DAY,
      nonce: `0x${nonce.toString(16).padStart(64, "0")}`,
      ...change,
    };
  };
  const give = async (grantee: Part, change: Partial<Grant> = {}) => {
    const ask = await service().as(grantee);
    const grant = grantOf({ grantee: accounts[grantee].address, ...change });
    const body = await signGrant(accounts.buyer, ROBOT, grant);
    const response = await ask("POST", `/robots/${ROBOT}/grants`, { body });
    const answer = (await response.json()) as { id: string; detail?: string };
    expect(response.status, answer.detail).to.equal(201);
    return answer.id;
  };
  const breakGlass = async () => {
    const ask = await service().as("investigator");
    const body = { caseNumber: "26-118", reason: "A person was hurt by this robot" };
    const response = await ask("POST", `/robots/${ROBOT}/break-glass`, { body });
    expect(response.status).to.equal(201);
  };
  const handOver = async (from: Part, to: Part) => {
    await clientOf(from).approveTransferSync({ id: ROBOT, to: accounts[to].address });
    await clientOf(to).acceptTransferSync({ id: ROBOT, from: accounts[from].address });
    await service().setTime();
  };
  const runBy = async (holder: Part, operator: Part) => {
    const until = (await time.latest()) + 100 * DAY;
    await clientOf(holder).setOperatorSync({
      id: ROBOT,
      operator: accounts[operator].address,
      until,
    });
    await clientOf(operator).acceptOperatorSync({ id: ROBOT });
  };
  const recordAll = async (holder: Part): Promise<Paper[]> => {
    const all: Paper[] = [];
    for (const kind of KIND_NAMES) {
      all.push(await recordPaper(ROBOT, kind, kind === "incident" ? holder : undefined));
    }
    await service().setTime();
    for (const paper of all) expect((await putPaper(service(), paper)).status).to.equal(201);
    return all;
  };

  before(async () => {
    await runBy("owner", "operator");
    papers.first = await recordAll("owner");
  });
  beforeEach(async () => {
    const { store } = service().vault;
    await store.deleteFrom("grant").execute();
    await store.deleteFrom("breakGlass").execute();
    await service().setTime();
  });

  describe("before the sale", () => {
    isolate();
    const moment = "before holding";
    const all: readonly Case[] = [
      { who: "owner", is: ["holder"], was: ["holderThen"], tries: ["holder", "holderThen"] },
      {
        who: "operator",
        is: ["operator"],
        was: ["operatorThen"],
        tries: ["operator", "operatorThen"],
      },
      { who: "buyer", tries: ["holder", "holderThen"] },
      { who: "dealer", tries: ["operator", "operatorThen"] },
    ];
    for (const one of all)
      it(`shows ${one.who} what the table says`, async () => await hold(moment, one));
  });

  describe("after the sale", () => {
    isolate();
    before(async () => {
      await handOver("owner", "buyer");
      await runBy("buyer", "dealer");
      papers.second = await recordAll("buyer");
    });

    const during: readonly Case[] = [
      { who: "buyer", is: ["holder"], was: [undefined, "holderThen"], tries: ["holder"] },
      { who: "dealer", is: ["operator"], was: [undefined, "operatorThen"], tries: ["operator"] },
      { who: "owner", was: ["holderThen"], tries: ["holderThen"] },
      { who: "operator", was: ["operatorThen"], tries: ["operatorThen"] },
      { who: "maker", is: ["maker"], tries: ["maker"] },
      { who: "ES", is: ["authority"], tries: ["authority"] },
      { who: "workshop", is: ["workshop"], tries: ["workshop"] },
      { who: "insurer", is: ["insurer"], tries: ["insurer"] },
      { who: "investigator", is: ["investigator"], tries: ["investigator"] },
      { who: "inspector", tries: ["reader"] },
      { who: "otherMaker", tries: ["maker"] },
      { who: "MX", tries: ["authority"] },
      { who: "CN", tries: ["authority"] },
      { who: "stranger", tries: ["reader"] },
      { who: undefined, tries: ["public"] },
    ];
    for (const one of during) {
      it(`shows ${one.who ?? "everybody"} what the table says, without a grant`, async () => {
        await hold("during", one);
      });
    }

    const granted: readonly Case[] = [
      { who: "workshop", is: ["workshop"], grant: "workshop", tries: ["workshop"] },
      { who: "insurer", is: ["insurer"], grant: "insurer", tries: ["insurer"] },
      { who: "investigator", is: ["investigator"], grant: "investigator", tries: ["investigator"] },
      { who: "stranger", grant: "reader", tries: ["reader"] },
      // A grant to act as what it is not accredited as.
      { who: "stranger", grant: "workshop", tries: ["workshop"] },
      { who: "stranger", grant: "insurer", tries: ["insurer"] },
      { who: "insurer", is: ["insurer"], grant: "workshop", tries: ["workshop"] },
    ];
    for (const one of granted) {
      const { who = "stranger", grant } = one;
      it(`shows ${who} what the table says, with a grant as ${grant}`, async () => {
        await give(who, { capacity: grant ?? "reader" });
        await hold("granted", one);
      });
      it(`shows ${who} what the table says, once its grant as ${grant} was revoked`, async () => {
        const id = await give(who, { capacity: grant ?? "reader" });
        const asHolder = await service().as("buyer");
        expect((await asHolder("DELETE", `/robots/${ROBOT}/grants/${id}`)).status).to.equal(204);
        await hold("revoked", { ...one, grant: undefined });
      });
      it(`shows ${who} what the table says, once its grant as ${grant} is over`, async () => {
        await give(who, { capacity: grant ?? "reader", until: Math.floor(service().now()) + 60 });
        await service().setTime(60);
        await hold("expired", { ...one, grant: undefined });
      });
      if (who === "stranger" && grant !== "reader") continue;
      it(`shows ${who} what the table says, once the robot was sold on, and bought back`, async () => {
        await give(who, { capacity: grant ?? "reader" });
        await handOver("buyer", "newcomer");
        await hold("after holding", { ...one, grant: undefined });
        await handOver("newcomer", "buyer");
        await hold("bought back", { ...one, grant: undefined });
      });
    }

    it("shows what a grant names, and no other kind", async () => {
      await give("stranger", { kinds: ["service"] });
      const ask = await service().as("stranger");
      for (const paper of papers.second) {
        expect((await ask("GET", pathOf(paper))).status).to.equal(
          paper.kind === "service" ? 200 : 403,
        );
      }
    });

    it("shows who held it and ran it for a while what was recorded meanwhile, and nothing else", async () => {
      await handOver("buyer", "newcomer");
      await hold("after holding", {
        who: "buyer",
        was: [undefined, "holderThen"],
        tries: ["holder", "holderThen"],
      });
      await hold("after holding", {
        who: "dealer",
        was: [undefined, "operatorThen"],
        tries: ["operator", "operatorThen"],
      });
      await hold("during", { who: "newcomer", is: ["holder"], tries: ["holder"] });
    });

    it("shows an operator whose term is over what was recorded in its term", async () => {
      await time.increase(101 * DAY);
      await service().setTime();
      await hold("expired", {
        who: "dealer",
        was: [undefined, "operatorThen"],
        tries: ["operator", "operatorThen"],
      });
    });

    it("shows an investigator who broke the glass what the table says, until the glass is closed", async () => {
      await breakGlass();
      await hold("glass broken", {
        who: "investigator",
        is: ["investigator"],
        glass: true,
        tries: ["investigator"],
      });
      await service().setTime(24 * 3600);
      await hold("expired", { who: "investigator", is: ["investigator"], tries: ["investigator"] });
    });

    const ENDS: Readonly<
      Record<string, (role: "workshop" | "insurer" | "investigator") => Promise<unknown>>
    > = {
      expired: async () => await time.increase(731 * DAY),
      revoked: async (role) => {
        const accredited = accounts[role].address;
        await clientOf("ES").withdrawAccreditationSync({
          accredited,
          role,
          country: spain,
          reasonDigest: digest,
        });
      },
      "of another country": async () => {
        await clientOf("buyer").relocateSync({ id: ROBOT, country: mexico });
      },
    };
    for (const [moment, end] of Object.entries(ENDS)) {
      for (const role of ["workshop", "insurer", "investigator"] as const) {
        it(`shows an accredited ${role} nothing once its accreditation is ${moment}, whatever it was granted or broke`, async () => {
          if (role === "investigator") await breakGlass();
          await end(role);
          await service().setTime();
          await give(role, { capacity: role });
          await hold(moment, { who: role, grant: role, glass: true, tries: [role] });
        });
      }
    }

    it("shows the authority of the country to which it moved what the table says, and the former one nothing", async () => {
      await clientOf("buyer").relocateSync({ id: ROBOT, country: mexico });
      await service().setTime();
      await hold("accredited", { who: "MX", is: ["authority"], tries: ["authority"] });
      await hold("revoked", { who: "ES", tries: ["authority"] });
    });

    it("shows a maker that is suspended what the table says, and one that is compromised nothing", async () => {
      const about = { manufacturer: MAKER, reasonDigest: digest };
      await clientOf("CN").suspendManufacturerSync(about);
      await service().setTime();
      await hold("suspended", { who: "maker", is: ["maker"], tries: ["maker"] });
      await clientOf("CN").declareCompromisedSync({ ...about, since: await time.latest() });
      await service().setTime();
      await hold("revoked", { who: "maker", tries: ["maker"] });
    });
  });

  describe("in the end", () => {
    it("has tried every party with every kind, let in and refused, as the table has it", () => {
      const untried = (Object.keys(PARTIES) as Party[]).flatMap((party) =>
        KIND_NAMES.flatMap((kind) => {
          const way = KINDS[kind][party];
          const tried = [...cells].filter((cell) => cell.startsWith(`${party} ${kind} `));
          const isRefused = tried.some((cell) => /40[13]$/.test(cell));
          const isShown = tried.some((cell) => cell.endsWith("200"));
          // By another right, a party can be shown what it is not entitled to as this one.
          return isRefused && (way === "no" || isShown) ? [] : [`${party} ${kind} ${way}`];
        }),
      );
      expect(untried).to.deep.equal([]);
      expect(CAPACITIES.every((one) => one in PARTIES)).to.equal(true);
    });
  });
});
