// What robotIdActions() is put on: every kind of viem client, alone and beside viem's own actions.

import { accounts, chain, clientOf, isolate, rpcUrl } from "@openrobotid/testkit/chain";
import { expect } from "chai";
import {
  createPublicClient,
  createWalletClient,
  http,
  publicActions,
  walletActions,
  webSocket,
} from "viem";
import { issueLot, robotIdActions } from "../src/actions/index.js";
import * as reads from "../src/actions/reads.js";
import * as writes from "../src/actions/writes.js";
import { parseRobotId } from "../src/index.js";

const first = parseRobotId("CN-UT01-G1PRO1-26W06000000000001");

describe("robotIdActions", () => {
  isolate();

  it("gives every action, and only those", () => {
    const own = robotIdActions()(clientOf("maker"));
    const actions = { ...reads, ...writes };
    expect(Object.keys(own).sort()).to.deep.equal(Object.keys(actions).sort());
    for (const action of Object.values(actions)) expect(action).to.be.a("function");
  });

  it("lets no action hide one of viem's", () => {
    const ofViem = createPublicClient({ chain, transport: http() }).extend(walletActions);
    const own = Object.keys(robotIdActions()(clientOf("maker")));
    expect(own.filter((name) => name in ofViem)).to.deep.equal([]);
  });

  it("extends public clients and wallet clients, beside viem's actions", async () => {
    const reader = createPublicClient({ chain, transport: http() }).extend(robotIdActions());
    const writer = createWalletClient({ account: accounts.maker, chain, transport: http() })
      .extend(publicActions)
      .extend(robotIdActions());
    const hash = await writer.issueLot({ first, count: 3n });
    const { status } = await reader.waitForTransactionReceipt({ hash });
    expect(status).to.equal("success");
    expect(await writer.getChainId()).to.equal(chain.id);
  });

  it("works over WebSocket", async () => {
    const transport = webSocket(rpcUrl.replace("http", "ws"));
    const writer = createWalletClient({ account: accounts.maker, chain, transport });
    const { count } = await writer.extend(robotIdActions()).issueLotSync({ first, count: 3n });
    expect(count).to.equal(3n);
    (await writer.transport.getRpcClient()).close();
  });

  it("can be done without: an action takes any client", async () => {
    const writer = createWalletClient({ account: accounts.maker, chain, transport: http() });
    expect(await issueLot(writer, { first, count: 3n })).to.match(/^0x[0-9a-f]{64}$/);
  });
});
