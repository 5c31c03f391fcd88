// Evidence on a chain that nobody seals: every action of the SDK answers the same from a file as from a node.

import { chain, clientOf, deployment, isolate, rpcUrl, time } from "@openrobotid/testkit/chain";
import { NOTICE } from "@openrobotid/testkit/modules";
import { digest, MAKER, robots, SEQUENTIAL, spain } from "@openrobotid/testkit/robots";
import { provingClient } from "@openrobotid/testkit/sealed-registry";
import { expect } from "chai";
import { createClient, http } from "viem";
import { getBlock } from "viem/actions";
import { robotIdActions } from "../../src/actions/index.js";
import {
  type EvidenceFormat,
  evidence,
  type ProvingClient,
  recordEvidence,
} from "../../src/evidence/index.js";
import { type Anchor, readAnchor } from "../../src/proof/index.js";

type AnyClient = ReturnType<typeof clientOf>;

const acting = (client: ProvingClient) => client.extend(robotIdActions()) as unknown as AnyClient;

describe("evidence of a chain that nobody seals", function () {
  this.timeout(60_000);
  isolate();

  let anchor: Anchor;
  let proving: Awaited<ReturnType<typeof provingClient>>;
  let early: number;
  const plain = clientOf("owner");
  const id = robots.sold;

  before(async () => {
    await clientOf("maker").openCampaignSync({
      model: SEQUENTIAL,
      range: { first: robots.sold, last: robots.abroad },
      severity: "noTransfer",
      notice: NOTICE,
    });
    early = await time.latest();
    await plain.raiseFlagSync({ id, flag: "stolen", reasonDigest: digest });
    for (let made = 0; made < 70; made += 1) await time.increase(1);
    anchor = await readAnchor(plain, { deployment, seals: "none" });
    proving = await provingClient(http(rpcUrl), { anchor });
  });

  const offline = async (file: Uint8Array) =>
    acting(createClient({ chain, transport: await evidence(file, { anchor }), cacheTime: 0 }));

  const READS: Readonly<Record<string, (one: AnyClient) => Promise<unknown>>> = {
    getRobot: (one) => one.getRobot({ id }),
    "getRobot of a code never issued": (one) => one.getRobot({ id: robots.unknown }),
    "getRobot of a destroyed robot": (one) => one.getRobot({ id: robots.scrapped }),
    getRobots: (one) => one.getRobots({ ids: Object.values(robots) }),
    getStatus: (one) => one.getStatus({ id }),
    getAuthorityChain: (one) => one.getAuthorityChain({ id }),
    getHistory: (one) => one.getHistory({ id }),
    "getHistory of a destroyed robot": (one) => one.getHistory({ id: robots.scrapped }),
    "getHistory of a robot that was never touched": (one) =>
      one.getHistory({ id: robots.untouched }),
    "getHistory of a code never issued": async (one) =>
      await one.getHistory({ id: robots.unknown }).then(
        () => "answered",
        ({ errorName }) => errorName,
      ),
    getStateAt: (one) => one.getStateAt({ id, at: early }),
    "getStateAt of a robot without a holder": (one) =>
      one.getStateAt({ id: robots.untouched, at: early }),
    getUnitStatus: (one) => one.getUnitStatus({ id, campaign: 1n }),
    getOpenCampaigns: (one) => one.getOpenCampaigns({ id }),
    getCampaigns: (one) => one.getCampaigns(),
    getCertificates: (one) => one.getCertificates({ id }),
    getManufacturer: (one) => one.getManufacturer({ manufacturer: MAKER }),
    getApproval: (one) => one.getApproval({ model: SEQUENTIAL, country: spain }),
    getSeats: (one) => one.getSeats(),
    "getBlock with a deployment": (one) => getBlock(one, { blockNumber: 1n }),
    "getBlock with transactions": (one) =>
      getBlock(one, { blockNumber: 38n, includeTransactions: true }),
  };

  for (const format of ["cbor", "json"] as const satisfies EvidenceFormat[]) {
    for (const [name, read] of Object.entries(READS)) {
      it(`answers as the node does, from ${format}: ${name}`, async () => {
        const calls = async (client: ProvingClient) => await read(acting(client));
        const file = await recordEvidence(proving, calls, { format });
        expect(await read(await offline(file))).to.deep.equal(
          await read(proving as unknown as AnyClient),
        );
      });
    }
  }
});
