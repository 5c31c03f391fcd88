import { expect } from "chai";
import { ORDER_NOTICE, ORDER_VALIDITY } from "../../../test/fixtures/registry.js";
import { toBytes32 } from "../../src/index.js";
import { accounts, clientOf, isolate, time, world } from "../chain.js";
import { refused } from "../refused.js";
import { digest, otherDigest, robots } from "../robots.js";

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
    });
    const { order } = proposed;
    await refused(
      clientOf("buyer").executeOrder({ order }),
      "RegistrarOrdersNoticeRunning",
      /notice of order 1 runs until 2026-02-04T/,
    );
    await time.increase(ORDER_NOTICE);
    await refused(
      clientOf("stranger").executeOrder({ order }),
      "RegistrarOrdersNotBeneficiary",
      new RegExp(`${accounts.stranger.address} is not the beneficiary of order 1`),
    );
    expect(await clientOf("buyer").executeOrderSync({ order })).to.include({ order });
    expect(await world.registry.ownerOf(toBytes32(id))).to.equal(buyer);
  });

  it("stop at an objection, until a second authority signs", async () => {
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
    expect(objected).to.include({ order, reasonDigest: otherDigest });
    await time.increase(ORDER_NOTICE);
    await refused(
      clientOf("buyer").executeOrder({ order }),
      "RegistrarOrdersWrongStatus",
      /Order 1 is objected/,
      /second authority/,
    );
    await refused(
      clientOf("ES").countersignOrder({ order }),
      "RegistrarOrdersNotSecondAuthority",
      new RegExp(accounts.ES.address),
    );
    expect(await clientOf("DE").countersignOrderSync({ order })).to.include({ order, seat: 4n });
    await clientOf("buyer").executeOrderSync({ order });
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
