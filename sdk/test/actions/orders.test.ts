import { accounts, clientOf, isolate, time, world } from "@openrobotid/testkit/chain";
import { ORDER_NOTICE, ORDER_VALIDITY } from "@openrobotid/testkit/registry";
import { digest, mexico, otherDigest, robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { toBytes32 } from "../../src/index.js";
import { refused } from "../refused.js";

describe("Actions on registrar orders", () => {
  isolate();
  const id = robots.sold;
  const buyer = accounts.buyer.address;
  const parameters = { id, action: "transfer", beneficiary: buyer, reasonDigest: digest } as const;

  it("move a robot without its holder, after a notice", async () => {
    const proposed = await clientOf("ES").proposeOrderSync(parameters);
    const now = await time.latest();
    expect(proposed).to.include({
      id,
      order: 1n,
      action: "transfer",
      beneficiary: buyer,
      country: "ES",
      executableAt: now + ORDER_NOTICE,
      expiresAt: now + ORDER_NOTICE + ORDER_VALIDITY,
      signaturesNeeded: 2,
      contested: false,
    });
    const { order } = proposed;
    await refused(
      clientOf("buyer").executeOrder({ order }),
      "RegistrarOrdersNoticeRunning",
      /notice of order 1 runs until 2026-02-11T/,
    );
    await time.increase(ORDER_NOTICE);
    await refused(
      clientOf("stranger").executeOrder({ order }),
      "RegistrarOrdersNotBeneficiary",
      new RegExp(`${accounts.stranger.address} is not the beneficiary of order 1`),
    );
    const executed = await clientOf("buyer").executeOrderSync({ order });
    expect(executed).to.include({ order, id });
    const { entries } = await clientOf("buyer").getHistory({ id });
    expect(executed.entries).to.deep.equal(
      entries.slice(-1).map(({ seq, kind, head }) => ({ seq, kind, head })),
    );
    expect(entries.at(-1)).to.deep.include({ kind: "transferred" });
    expect(await clientOf("buyer").getOrder({ order })).to.include({
      status: "executed",
      pending: false,
    });
    expect(await world.registry.ownerOf(toBytes32(id))).to.equal(buyer);
  });

  it("stop at an objection, unless a third of all seats sign against it", async () => {
    const { order } = await clientOf("ES").proposeOrderSync(parameters);
    await refused(
      clientOf("DE").countersignOrder({ order }),
      "RegistrarOrdersWrongStatus",
      /Order 1 is proposed/,
    );
    await refused(
      clientOf("stranger").objectToOrder({ order, reasonDigest: digest }),
      "RegistrarOrdersNotHolder",
      /is not the holder whom order 1 is against/,
    );
    const objected = await clientOf("owner").objectToOrderSync({
      order,
      reasonDigest: otherDigest,
    });
    const answerableUntil = (await time.latest()) + ORDER_NOTICE;
    expect(objected).to.include({ order, answerableUntil, reasonDigest: otherDigest });
    expect(await clientOf("owner").getOrder({ order })).to.include({
      status: "objected",
      pending: true,
      answerableUntil,
      signatures: 0,
      signaturesNeeded: 2,
    });
    await refused(
      clientOf("buyer").executeOrder({ order }),
      "RegistrarOrdersWrongStatus",
      /Order 1 is objected/,
      /other seats must countersign/,
    );
    await refused(
      clientOf("ES").countersignOrder({ order }),
      "RegistrarOrdersNotAnotherAuthority",
      new RegExp(accounts.ES.address),
    );
    const first = await clientOf("DE").countersignOrderSync({ order });
    expect(first).to.include({ order, seat: 4n, signatures: 1n });
    await clientOf("MX").countersignOrderSync({ order });
    await time.increase(ORDER_NOTICE);
    const executed = await clientOf("buyer").executeOrderSync({ order });
    expect(executed.entries.map(({ kind }) => kind)).to.deep.equal(["transferred"]);
  });

  it("end with an objection that is upheld, and the next one waits", async () => {
    const { order } = await clientOf("ES").proposeOrderSync(parameters);
    await clientOf("owner").objectToOrderSync({ order, reasonDigest: digest });
    await time.increase(ORDER_NOTICE);
    await refused(clientOf("DE").countersignOrder({ order }), "RegistrarOrdersEnded");
    expect(await clientOf("owner").getPendingOrder({ id })).to.equal(undefined);
    await refused(
      clientOf("ES").proposeOrder(parameters),
      "RegistrarOrdersObjectionUpheld",
      /objection of the holder of .* to order 1 was upheld/,
      /Propose another order at 2026-05-12T/,
    );
  });

  it("hold the robot until they have ended", async () => {
    const { order } = await clientOf("ES").proposeOrderSync(parameters);
    expect(await clientOf("owner").getRobot({ id })).to.include({ ordered: true });
    expect(await clientOf("owner").getStatus({ id })).to.include({ ordered: true });
    expect(await clientOf("owner").getPendingOrder({ id })).to.include({ order, id });
    await refused(
      clientOf("owner").relocate({ id, country: mexico }),
      "RobotRegistryOrderPending",
      /Registrar order 1 against .* is pending/,
    );
  });

  it("are withdrawn by the authority that proposed, and proposed by that of the country alone", async () => {
    const { order } = await clientOf("ES").proposeOrderSync(parameters);
    const withdrawal = { order, reasonDigest: otherDigest };
    await refused(
      clientOf("DE").withdrawOrder(withdrawal),
      "AuthorityRegistryNotAuthority",
      /is not the authority of ES/,
    );
    expect(await clientOf("ES").withdrawOrderSync(withdrawal)).to.include(withdrawal);
    await refused(
      clientOf("DE").proposeOrder(parameters),
      "AuthorityRegistryNotAuthority",
      /is not the authority of ES/,
    );
  });
});
